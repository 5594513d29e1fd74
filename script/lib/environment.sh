# Sourced by the scripts. Sets ROOT, and puts a fitting Node first in PATH when there is one.
# shellcheck shell=bash

NODE_VERSION=24.21.0
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LOCAL_NODE=$ROOT/.cache/node

# Ends the script with one sentence.
fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

is_fitting_node() {
  case "$("$1" --version 2>/dev/null)" in
    v22.* | v24.*) return 0 ;;
    *) return 1 ;;
  esac
}

# Puts Node 22 or 24 first in PATH: the installed one, else the one that bootstrap fetched.
use_node() {
  if ! is_fitting_node node; then
    is_fitting_node "$LOCAL_NODE/bin/node" || return 1
    PATH=$LOCAL_NODE/bin:$PATH
  fi
  PATH=$ROOT/node_modules/.bin:$PATH
  export PATH

  # Headers beside the binary save node-gyp a download.
  local prefix
  prefix=$(node -p 'require("node:path").resolve(process.execPath, "../..")')
  if [ -z "${npm_config_nodedir:-}" ] && [ -e "$prefix/include/node/node.h" ]; then
    export npm_config_nodedir=$prefix
  fi
}

yarn() {
  node "$(echo "$ROOT"/.yarn/releases/yarn-*.cjs)" "$@"
}
