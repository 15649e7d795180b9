module countersign.test/harness

go 1.22

require countersign.test/sdk v0.0.0

replace countersign.test/sdk => ./sdk
