package events

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SyntaxError says that a text is not JSON.
type SyntaxError struct {
	// Err says where and why.
	Err error
}

// Error says where and why the text is not JSON.
func (e *SyntaxError) Error() string { return "not JSON: " + e.Err.Error() }

// Unwrap is the reason.
func (e *SyntaxError) Unwrap() error { return e.Err }

// parse reads one JSON text into nil, bool, json.Number, string, []any and map[string]any. Of
// members with the same name the last one counts. Unlike encoding/json it refuses what is not
// Unicode instead of replacing it.
func parse(data []byte) (any, error) {
	if !utf8.Valid(data) {
		return nil, &SyntaxError{errors.New("the text is not valid UTF-8")}
	}
	if at := loneSurrogate(data); at >= 0 {
		return nil, &SyntaxError{fmt.Errorf("half a surrogate pair at byte %d", at)}
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, &SyntaxError{err}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, &SyntaxError{fmt.Errorf("something follows the value at byte %d", decoder.InputOffset())}
	}
	return tree, nil
}

// loneSurrogate finds the first escape that is half of a UTF-16 pair without the other half, or -1.
func loneSurrogate(data []byte) int {
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' {
			continue
		}
		unit, ok := utf16Escape(data[i:])
		switch {
		case !ok || unit < 0xd800 || unit > 0xdfff:
			i++
		case unit <= 0xdbff:
			low, ok := utf16Escape(data[i+6:])
			if !ok || low < 0xdc00 || low > 0xdfff {
				return i
			}
			i += 11
		default:
			return i
		}
	}
	return -1
}

func utf16Escape(data []byte) (uint64, bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(data[2:6]), 16, 16)
	return unit, err == nil
}

// appendTree writes a tree as parse makes them, members sorted by name.
func appendTree(to []byte, tree any) []byte {
	switch tree := tree.(type) {
	case nil:
		return append(to, "null"...)
	case bool:
		return strconv.AppendBool(to, tree)
	case json.Number:
		return append(to, tree...)
	case string:
		return appendString(to, tree)
	case []any:
		to = append(to, '[')
		for i, item := range tree {
			if i > 0 {
				to = append(to, ',')
			}
			to = appendTree(to, item)
		}
		return append(to, ']')
	case map[string]any:
		to = append(to, '{')
		for i, name := range sortedKeys(tree) {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(appendString(to, name), ':')
			to = appendTree(to, tree[name])
		}
		return append(to, '}')
	default:
		return to
	}
}

// appendString writes a JSON string with no more escapes than JSON asks for.
func appendString(to []byte, text string) []byte {
	const hex = "0123456789abcdef"
	to = append(to, '"')
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			to = append(to, '\\', c)
		case c == '\n':
			to = append(to, '\\', 'n')
		case c == '\r':
			to = append(to, '\\', 'r')
		case c == '\t':
			to = append(to, '\\', 't')
		case c < 0x20:
			to = append(to, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		default:
			to = append(to, c)
		}
	}
	return append(to, '"')
}

func sortedKeys[M ~map[string]T, T any](members M) []string {
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// canonical is a text that two trees share if and only if they are equal as JSON values: numbers
// by value, objects without regard to order.
func canonical(tree any) string {
	var text strings.Builder
	writeCanonical(&text, tree)
	return text.String()
}

func writeCanonical(to *strings.Builder, tree any) {
	switch tree := tree.(type) {
	case json.Number:
		exact, _ := parseDecimal(string(tree))
		to.WriteString(exact.canonical())
	case []any:
		to.WriteByte('[')
		for _, item := range tree {
			writeCanonical(to, item)
			to.WriteByte(',')
		}
		to.WriteByte(']')
	case map[string]any:
		to.WriteByte('{')
		for _, name := range sortedKeys(tree) {
			to.WriteString(strconv.Quote(name))
			to.WriteByte(':')
			writeCanonical(to, tree[name])
			to.WriteByte(',')
		}
		to.WriteByte('}')
	default:
		to.Write(appendTree(nil, tree))
	}
}
