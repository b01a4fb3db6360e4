#!/usr/bin/env sh
# Makes src/gen from the protos: messages and services as TypeScript, by protoc-gen-es.
set -eu
cd "$(dirname "$0")/.."
protos=../../protos
rm -rf src/gen
mkdir -p src/gen
plugin=$PWD/node_modules/.bin/protoc-gen-es
out=$PWD/src/gen
cd "$protos"
protoc -I . -I third_party --plugin=protoc-gen-es="$plugin" --es_out="$out" --es_opt=target=ts \
  bellwether/v1/*.proto google/rpc/status.proto google/rpc/error_details.proto
