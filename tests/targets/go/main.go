// Command harness runs vectors through a generated package: one line of JSON for each.
//
//	harness <vectors.json>...
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	sdk "countersign.test/sdk"
)

type vector struct {
	Key     string `json:"key"`
	Version string `json:"version"`
	Data    string `json:"data"`
}

type violation struct {
	Pointer string `json:"pointer"`
	Keyword string `json:"keyword"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

type verdict struct {
	Index   int         `json:"index"`
	Valid   bool        `json:"valid"`
	Errors  []violation `json:"errors"`
	Encoded *string     `json:"encoded,omitempty"`
}

func main() {
	log.SetFlags(0)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	index := 0
	for _, path := range os.Args[1:] {
		text, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		var vectors []vector
		if err := json.Unmarshal(text, &vectors); err != nil {
			log.Fatalf("%s: %v", path, err)
		}
		for _, each := range vectors {
			result := judge(each)
			result.Index = index
			if err := encoder.Encode(result); err != nil {
				log.Fatal(err)
			}
			index++
		}
	}
}

func judge(v vector) verdict {
	version, err := parseVersion(v.Version)
	if err != nil {
		log.Fatal(err)
	}
	payload, err := sdk.DecodePayload(sdk.Key(v.Key), version, []byte(v.Data))
	if err != nil {
		return verdict{Errors: violations(err)}
	}
	encoded, err := payload.MarshalJSON()
	if err != nil {
		// What was read could not be written again: members that were dropped counted.
		return verdict{Valid: true, Errors: violations(err)}
	}
	text := string(encoded)
	return verdict{Valid: true, Errors: []violation{}, Encoded: &text}
}

func violations(err error) []violation {
	var found sdk.Violations
	if !errors.As(err, &found) {
		return []violation{{Message: err.Error()}}
	}
	all := make([]violation, len(found))
	for i, each := range found {
		all[i] = violation(each)
	}
	return all
}

func parseVersion(text string) (sdk.Version, error) {
	major, minor, _ := strings.Cut(text, ".")
	var version sdk.Version
	var err error
	if version.Major, err = strconv.Atoi(major); err != nil {
		return version, fmt.Errorf("version %q: %w", text, err)
	}
	version.Minor, err = strconv.Atoi(minor)
	return version, err
}
