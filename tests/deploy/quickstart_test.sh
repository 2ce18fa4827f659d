#!/usr/bin/env bash
# deploy/quickstart as a newcomer meets it: --check; a run over the remains of one that
# was cut off; a second run; --stop; and what it refuses.
#
#   quickstart_test.sh FOLDER_OF_PROGRAMS
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
programs=$1
work=$(mktemp -d /tmp/vnqXXXXXX)

quickstart() { deploy/quickstart --programs "$programs" --folder "$work/demo" "$@"; }

clean_up() {
  local result=$?
  [[ -z ${listener:-} ]] || kill "$listener" 2>/dev/null || true
  quickstart --stop >/dev/null 2>&1 || true
  rm -rf -- "$work"
  exit "$result"
}
trap clean_up EXIT

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  exit 1
}

# refused CODE WORDS ARGUMENTS...: ends with CODE and says WORDS.
refused() {
  local code=$1 words=$2 result=0
  shift 2
  quickstart "$@" >"$work/out" 2>&1 || result=$?
  [[ $result == "$code" ]] || fail "exit $result instead of $code: $*"
  grep -q -- "$words" "$work/out" || fail "no word of '$words': $*"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below those from which the kernel takes ports for calls.
for _ in $(seq 50); do
  public_port=$((21000 + RANDOM % 5000))
  staff_port=$((public_port + 1))
  if ! listens "$public_port" && ! listens "$staff_port"; then break; fi
done

refused 2 "Not understood" --no-such-option
refused 2 "port from 1024" --public-port 80
refused 2 "must differ" --public-port 9000 --staff-port 9000

# A port that another program has: said before anything is made.
perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(Listen => 5, LocalAddr => "127.0.0.1",
  LocalPort => $ARGV[0], ReuseAddr => 1) or die; sleep 600' "$public_port" &
listener=$!
for _ in $(seq 50); do
  if listens "$public_port"; then break; fi
  sleep 0.1
done
refused 1 "Port $public_port on 127.0.0.1 is in use" \
  --public-port "$public_port" --staff-port "$staff_port"
[[ ! -e $work/demo/keys ]] || fail "keys were made although the port is taken"
kill "$listener"
wait "$listener" 2>/dev/null || true
listener=

# What a run that was cut off between its reports leaves: they cannot be taken back, so all is
# made anew, keys too.
mkdir -p "$work/demo/keys" "$work/demo/server"
printf 'half a key' >"$work/demo/keys/signer1.key"
printf '%s %s\n' "$public_port" "$staff_port" >"$work/demo/organisation-made"
touch "$work/demo/main-job-begun"
quickstart --public-port "$public_port" --staff-port "$staff_port" >"$work/first" 2>&1 ||
  { cat "$work/first"; fail "the first run"; }
grep -q "cut off between its reports" "$work/first" || fail "nothing is said of what was made anew"
[[ -e $work/demo/main-job-done ]] || fail "the main job was not done after a run that was cut off"
grep -q "https://localhost:$public_port   a page to open" "$work/first" ||
  fail "the first run does not say where the page is"
grep -qxE ' +([0-9A-Z]{4}-){6}[0-9A-Z]{4}' "$work/first" || fail "no receipt to try is shown"
grep -q "Running now" "$work/first" || fail "the first run does not say what runs"
listens "$public_port" || fail "the members' port does not listen after the first run"
listens "$staff_port" || fail "the staff's port does not listen after the first run"

before=$(cat "$work/demo/filed/"*.json | sha256sum)
quickstart >"$work/second" 2>&1 || { cat "$work/second"; fail "the second run"; }
grep -q "was done in an earlier run" "$work/second" || fail "the second run does it all again"
[[ $before == "$(cat "$work/demo/filed/"*.json | sha256sum)" ]] || fail "something was filed again"

# A page that was built anew comes in the place of the one before, named by the next bundle.
mkdir -p "$work/newer/bin"
ln -s "$programs"/{vangnet,vangnetd,vangnet-webgate} "$work/newer/bin"
cp -r "$programs/../page" "$work/newer/page"
printf '<!-- newer -->\n' >>"$work/newer/page/index.html"
deploy/quickstart --programs "$work/newer/bin" --folder "$work/demo" >"$work/newer/said" 2>&1 ||
  { cat "$work/newer/said"; fail "a run with a newer page"; }
grep -q "The page for members changed" "$work/newer/said" || fail "the newer page is not noticed"
grep -q "newer" "$work/demo/pages/public/index.html" || fail "the newer page is not served"
"$programs/vangnet" --home "$work/demo/home/reporter" admin verify-web >"$work/out" 2>&1 ||
  { cat "$work/out"; fail "the newer page is not the signed one"; }

quickstart --stop >/dev/null
! listens "$public_port" || fail "the members' port still listens after --stop"
! listens "$staff_port" || fail "the staff's port still listens after --stop"
quickstart --stop >/dev/null || fail "a second --stop"

deploy/quickstart --check --programs "$programs" >"$work/check" 2>&1 ||
  { cat "$work/check"; fail "--check"; }
tail -n 1 "$work/check"

# A program that does not do its work makes --check fail, and nothing stays behind.
mkdir "$work/broken"
cp -r "$programs/../page" "$work/page"
cp "$programs"/{vangnetd,vangnet-webgate} "$work/broken/"
printf '#!/bin/sh\nexit 1\n' >"$work/broken/vangnet"
chmod +x "$work/broken/vangnet"
remains() { find /tmp -maxdepth 1 -name 'vangnet-check-*' -newer "$work/broken/vangnet"; }
if deploy/quickstart --check --programs "$work/broken" >"$work/out" 2>&1; then
  fail "--check passes with a client that does nothing"
fi
grep -q 'failed in the step "Making the demonstration organisation"' "$work/out" ||
  fail "--check does not say which step failed"
[[ -z $(remains) ]] || fail "a failed --check leaves its folder behind"
echo "quickstart: as it should be"
