package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// build compiles a program and returns what the compiler says.
func build(t *testing.T, directory string, arguments ...string) (string, error) {
	t.Helper()
	target := filepath.Join(t.TempDir(), "program")
	command := exec.Command("go", append([]string{"build", "-o", target}, arguments...)...)
	command.Dir = directory
	said, err := command.CombinedOutput()
	return string(said), err
}

func TestOnlyTheContractCompiles(t *testing.T) {
	if said, err := build(t, ".", "./testdata/complete"); err != nil {
		t.Fatalf("a complete consumer does not compile: %v\n%s", err, said)
	}
	for program, names := range map[string]string{
		"missing_handler": "HandleAuthUserDeleted",
		"foreign_event":   "PublishAuthUserDeleted",
	} {
		said, err := build(t, ".", "./testdata/"+program)
		if err == nil {
			t.Errorf("%s compiles", program)
		} else if !strings.Contains(said, names) {
			t.Errorf("%s: the compiler does not name %s:\n%s", program, names, said)
		}
	}
}

func TestTheExampleOfTheReadmeRuns(t *testing.T) {
	listed, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "countersign.test/sdk").Output()
	if err != nil {
		t.Fatal(err)
	}
	sdk := strings.TrimSpace(string(listed))
	readme, err := os.ReadFile(filepath.Join(sdk, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(readme), "```go\n")
	if !found {
		t.Skip("the catalog has no example")
	}
	program, _, _ := strings.Cut(rest, "```")
	declared, err := os.ReadFile(filepath.Join(sdk, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	module := strings.Fields(string(declared[strings.Index(string(declared), "module "):]))[1]

	directory := t.TempDir()
	write(t, filepath.Join(directory, "main.go"), program)
	write(t, filepath.Join(directory, "go.mod"),
		"module readme\n\ngo 1.22\n\nrequire "+module+" v0.0.0\n\nreplace "+module+" => "+sdk+"\n")
	command := exec.Command("go", "run", ".")
	command.Dir = directory
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if len(said) == 0 {
		t.Error("the handler was not called")
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
