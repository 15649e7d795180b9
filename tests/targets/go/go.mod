module countersign.test/harness

go 1.22

require countersign.test/sdk v0.0.0

// The package under test: another one takes its place with `go build -modfile=<a copy of this file>`.
replace countersign.test/sdk => ../../../generated/go
