#!/usr/bin/env bash
# deploy/systemd as systemd itself reads it: no unit has a mistake, none is more exposed than
# the house allows, and vangnetd is not tried again where a person has to look first. Each
# look is seen to fail on a unit that breaks it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
units=$PWD/deploy/systemd
work=$(mktemp -d /tmp/vnuXXXXXX)
trap 'rm -rf -- "$work"' EXIT
export LC_ALL=C.UTF-8

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  exit 1
}

command -v systemd-analyze >/dev/null || fail "systemd-analyze is not here: apt-get install systemd"

# A root with the units, stand-ins for the programs that they start, and empty targets.
make_root() {
  local root=$1 program target
  mkdir -p "$root"/usr/{bin,sbin,lib/vangnet/front,lib/systemd/system} "$root/bin"
  ln -s usr/lib "$root/lib"
  for program in usr/bin/vangnetd usr/bin/vangnet-webgate usr/sbin/nginx usr/lib/vangnet/front/configure bin/kill; do
    printf '#!/bin/sh\n' >"$root/$program"
    chmod +x "$root/$program"
  done
  for target in sysinit basic shutdown local-fs network-online multi-user; do
    printf '[Unit]\nDescription=%s\n' "$target" >"$root/usr/lib/systemd/system/$target.target"
  done
  cp "$units"/*.service "$root/usr/lib/systemd/system/"
}

# mistakes ROOT UNIT: what systemd says of it; nothing for a good one. Its exit code stays
# 0 for a key that it does not know.
mistakes() { systemd-analyze verify --man=no --root="$1" "$2" 2>&1 || true; }

# exposure FILE: in tenths.
exposure() {
  local level
  level=$(systemd-analyze security --offline=true --no-pager "$1" |
    sed -nE 's/.*Overall exposure level for .*: ([0-9]+)\.([0-9]).*/\1\2/p')
  [[ -n $level ]] || fail "no exposure is told for $1"
  printf '%d\n' "$((10#$level))"
}

# allowed UNIT: the rule of the house, in tenths. Who holds the store key is held to more.
allowed() { if [[ $1 == vangnetd.service ]]; then echo 10; else echo 15; fi; }

make_root "$work/root"
for unit in "$units"/*.service; do
  name=${unit##*/}
  said=$(mistakes "$work/root" "$name")
  [[ -z $said ]] || fail "$name: $said"
  level=$(exposure "$unit")
  printf '%s: exposure %d.%d\n' "$name" $((level / 10)) $((level % 10))
  ((level <= $(allowed "$name"))) || fail "$name is more exposed than $(allowed "$name") tenths"
done

# The looks see what they are for.
make_root "$work/broken"
sed -i 's/^UMask=/UMaks=/' "$work/broken/usr/lib/systemd/system/vangnetd.service"
[[ $(mistakes "$work/broken" vangnetd.service) == *UMaks* ]] || fail "a misspelt key is not seen"
for unit in vangnetd vangnet-front vangnet-webgate@; do
  grep -vE '^(PrivateNetwork|IPAddressDeny|CapabilityBoundingSet|RestrictAddressFamilies|ProtectSystem)=' \
    "$units/$unit.service" >"$work/$unit.service"
  (($(exposure "$work/$unit.service") > $(allowed "$unit.service"))) ||
    fail "$unit.service without half of its walls is still allowed"
done

# What holds whatever the figure says: the process with the store key has no network.
for line in PrivateNetwork=yes IPAddressDeny=any RestrictAddressFamilies=AF_UNIX \
  CapabilityBoundingSet= MemoryDenyWriteExecute=yes User=vangnet LimitCORE=0; do
  grep -qxF "$line" "$units/vangnetd.service" || fail "vangnetd.service lacks $line"
done

# The webgate reads what strangers send: no network either, and no way to store and keys.
for line in PrivateNetwork=yes IPAddressDeny=any RestrictAddressFamilies=AF_UNIX \
  CapabilityBoundingSet= MemoryDenyWriteExecute=yes User=vangnet-webgate-%i \
  'InaccessiblePaths=-/var/lib/vangnet -/etc/vangnet/keys -/etc/vangnet/tls'; do
  grep -qxF "$line" "$units/vangnet-webgate@.service" || fail "vangnet-webgate@.service lacks $line"
done

# Every way to end is either tried again or left to a person: none is forgotten.
# A defect; a full disk; another one that is just going; a socket; the system's refusal.
readonly tried_again='1 35 36 42 44 65'
# From 70 on they are answers of `vangnetd status`, which no unit runs.
all=$(sed -nE 's/^ *k[A-Za-z]+ = ([0-9]+),.*/\1/p' services/server/exit_code.h |
  awk '$1 > 0 && $1 < 70' | sort -n)
left=$(sed -nE 's/^RestartPreventExitStatus=//p' "$units/vangnetd.service")
[[ -n $all ]] || fail "no exit codes are found in exit_code.h"
decided() { tr ' ' '\n' <<<"$tried_again $left" | sort -n; }
[[ $(decided) == "$all" ]] || fail "exit codes of exit_code.h that vangnetd.service does not decide,
or decides twice: $(diff <(decided) <(printf '%s\n' "$all") | tr '\n' ' ')"

# Longer than vangnetd takes for calls under way.
drain=$(sed -nE 's/^drain_seconds = ([0-9]+)/\1/p' deploy/vangnetd.example.toml)
stop=$(sed -nE 's/^TimeoutStopSec=([0-9]+)/\1/p' "$units/vangnetd.service")
((stop > drain + 10)) || fail "vangnetd is killed after $stop s, in the middle of its drain"

# As many descriptors as nginx is told to take.
wanted=$(sed -nE 's/^worker_rlimit_nofile ([0-9]+);/\1/p' deploy/nginx/vangnet.conf.in)
given=$(sed -nE 's/^LimitNOFILE=([0-9]+)/\1/p' "$units/vangnet-front.service")
((given >= wanted)) || fail "nginx wants $wanted descriptors and may have $given"

# Each group and user that a folder is given to is made.
while read -r _ _ _ user group; do
  for name in "$user" "$group"; do
    [[ $name == root ]] || grep -qE "^[ug] $name( |$)" "$units/sysusers.conf" ||
      fail "tmpfiles.conf names $name, which sysusers.conf does not make"
  done
done < <(grep '^d ' "$units/tmpfiles.conf")
# Who reaches which socket, by groups alone: the front two of vangnetd's and both webgates'; a
# webgate that of its own audience.
diff - <(grep '^m ' "$units/sysusers.conf" | sort) >&2 <<'TEXT' || fail "who reaches the sockets has changed"
m vangnet-front vangnet-public
m vangnet-front vangnet-staff
m vangnet-front vangnet-webgate-public
m vangnet-front vangnet-webgate-staff
m vangnet-webgate-public vangnet-public
m vangnet-webgate-staff vangnet-staff
TEXT
echo "units: as they should be"
