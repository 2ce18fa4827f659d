#!/usr/bin/env bash
# package_test.sh CPACK BUILD_FOLDER
# The Debian packages on a machine in a folder: install, `vangnetd init`, serve, file a
# report, upgrade to a higher version, remove, purge. What is left after each step is
# compared by name. As root the users of the packages are real; as an ordinary user there
# is only one, and fakeroot keeps what would belong to whom.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin
umask 022

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  exit 1
}

# The outer half packs, and tidies up when the namespace of the inner half has ended.
if [[ ${1:-} != --inside ]]; then
  cpack=$1 build=$2
  work=$(mktemp -d /tmp/vnpXXXXXX)
  trap 'rm -rf -- "$work"' EXIT
  # With the umask of somebody careful; what is packed is open all the same.
  (umask 077 && "$cpack" -G DEB -B "$work/packages" --config "$build/CPackConfig.cmake") >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log" && fail "cpack"; }
  for package in "$work"/packages/*.deb; do
    ! dpkg-deb -c "$package" | grep -vE '^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) root/root ' ||
      fail "a file or folder of ${package##*/} has another mode or owner"
  done
  namespaces=(--mount)
  [[ $EUID -eq 0 ]] || namespaces+=(--user --map-root-user)
  unshare "${namespaces[@]}" true 2>"$work/log" ||
    fail "this machine makes no namespaces for $(id -un); as root it goes: $(cat "$work/log")"
  REAL_ROOT=$EUID unshare "${namespaces[@]}" bash "$0" --inside "$work"
  exit
fi

# shellcheck source=tests/deploy/scratch_root.sh
source tests/deploy/scratch_root.sh
# shellcheck source=tests/deploy/package_steps.sh
source tests/deploy/package_steps.sh
work=$2
root=$work/root
server=$(echo "$work"/packages/vangnet-server_*.deb)
client=$(echo "$work"/packages/vangnet_*.deb)
trap stop_servers EXIT

for package in "$server" "$client"; do
  dpkg-deb -f "$package" Depends | sed 's/[,|]/\n/g' | sed 's/(.*//; s/ //g'
done >"$work/depends"
mapfile -t packages <"$work/depends"
mapfile -t packages < <(packages_with fakeroot "${packages[@]}")
make_scratch_root "$root" "${packages[@]}"
[[ -z $(chroot "$root" dpkg --audit) ]] || fail "the scratch root is no sound machine"
list_files >"$work/before"

pretend_systemd inactive
install_packages "$server" "$client"
[[ -z $(chroot "$root" dpkg --audit) ]] || fail "a package is half installed"
for place in "vangnet vangnet 700 /var/lib/vangnet" "vangnet vangnet 700 /etc/vangnet/keys" \
  "root vangnet-front 750 /etc/vangnet/tls" "root root 755 /run/vangnet" \
  "vangnet vangnet-public 2750 /run/vangnet/public" \
  "vangnet vangnet-staff 2750 /run/vangnet/staff" \
  "vangnet vangnet-outbox 2750 /run/vangnet/outbox" \
  "vangnet-webgate-public vangnet-webgate-public 2750 /run/vangnet/webgate-public" \
  "vangnet-webgate-staff vangnet-webgate-staff 2750 /run/vangnet/webgate-staff"; do
  expect_place "$place"
done
[[ $(asked_of_systemd) == "--system daemon-reload" ]] || fail "installing asks: $(asked_of_systemd)"
! vangnetd_of_root check >"$work/said" 2>&1 || fail "check passes on nothing"
grep -q "no such key file" "$work/said" || fail "check does not say what is missing"

make_organisation
start_servers
ask_as_page
verify_page "after the installation"
file_report
file_through_restarts
stop_servers

# The upgrade: what somebody changed stays, with the new one beside it; the rest is replaced.
make_next_version "$server"
printf '# ours\n' >>"$root/etc/vangnet/vangnetd.toml"
fingerprints >"$work/prints"
pretend_systemd active
install_packages "$work/next.deb"
for unit in vangnetd vangnet-webgate@public vangnet-webgate@staff vangnet-front; do
  grep -q "restart $unit.service" <<<"$(asked_of_systemd)" || fail "what ran does not run the new $unit"
done
pretend_systemd inactive
install_packages "$work/next.deb"
! grep -q start <<<"$(asked_of_systemd)" || fail "an upgrade starts what was stopped"
without_systemd
grep -q '99\.0$' <<<"$(chroot "$root" dpkg-query -W vangnet-server)" || fail "no upgrade"
fingerprints | cmp -s - "$work/prints" || fail "the upgrade changed keys or store"
grep -qx '# ours' "$root/etc/vangnet/vangnetd.toml" || fail "the upgrade lost the configuration"
grep -q "^PUBLIC_LISTEN=127.0.0.1:$public_port" "$root/etc/vangnet/front.env" ||
  fail "the upgrade lost the addresses"
[[ -e $root/etc/vangnet/front.env.dpkg-dist ]] || fail "the new front.env is not beside the old one"
grep -qx '# of the next version' "$root/usr/lib/vangnet/front/generate" || fail "an old file stayed"
vangnetd_of_root check >/dev/null || fail "check after the upgrade"
start_servers
follow_report || fail "the report is gone after the upgrade"
verify_page "after the upgrade"
# A second page comes in the place of the first, and what the first loads stays for who has it open.
cp -r "$root/root/page" "$root/root/page2"
printf 'export {};\n' >"$root/root/page2/assets/new-0a1b2c3d.js"
(cd "$root/root/page2" && rm -f assets/*.css assets/*.css.gz && find . -type f ! -name manifest.txt ! -name '*.gz' -printf '%P\n' |
  LC_ALL=C sort | xargs sha256sum >manifest.txt)
in_root /usr/lib/vangnet/front/place-page /root/page2
compgen -G "$root/usr/share/vangnet/web/public/assets/*.css" >/dev/null || fail "the page before lost its parts"
expect_place "root root 644 /usr/share/vangnet/web/public/assets/new-0a1b2c3d.js"
expect_place "root root 755 /usr/share/vangnet/web/public/assets"
printf 'x' >>"$root/root/page2/index.html"
! in_root /usr/lib/vangnet/front/place-page /root/page2 >"$work/said" 2>&1 || fail "half a page is placed"
grep -q "not what its manifest says" "$work/said" || fail "why a page is not placed is not said"
in_root /usr/lib/vangnet/front/place-page /root/page
verify_page "after it was put back"
mapfile -t page < <(page_names)
stop_servers
fingerprints >"$work/prints"

# Removed: no program, no unit, no link; configuration, keys and store are as they were.
chroot "$root" systemctl --quiet enable vangnetd.service vangnet-webgate@public.service \
  vangnet-webgate@staff.service vangnet-front.service
in_root dpkg --remove vangnet-server vangnet >"$work/log" 2>&1 || { cat "$work/log" && fail "remove"; }
fingerprints | cmp -s - "$work/prints" || fail "removing changed keys or store"
expect_left "removed" /usr/share/vangnet "${page[@]}" /etc/vangnet /etc/vangnet/front.env \
  /etc/vangnet/front.env.dpkg-dist /etc/vangnet/keys \
  /etc/vangnet/keys/log.key /etc/vangnet/keys/store.key /etc/vangnet/tls \
  /etc/vangnet/tls/certificate.pem /etc/vangnet/tls/key.pem /etc/vangnet/vangnetd.toml \
  /etc/vangnet/webgate.toml \
  /var/lib/vangnet /var/lib/vangnet/anchor \
  /var/lib/vangnet/anchor/vangnet.db.anchor /var/lib/vangnet/vangnet.db

# Purged: the configuration goes, keys and store stay, and it is said.
in_root dpkg --purge vangnet-server vangnet >"$work/log" 2>&1 || { cat "$work/log" && fail "purge"; }
grep -q "/var/lib/vangnet holds files and is kept" "$work/log" || fail "purge does not say what it keeps"
expect_left "purged" /etc/vangnet /etc/vangnet/keys /etc/vangnet/keys/log.key \
  /etc/vangnet/keys/store.key /etc/vangnet/tls /etc/vangnet/tls/certificate.pem \
  /etc/vangnet/tls/key.pem /var/lib/vangnet /var/lib/vangnet/anchor \
  /var/lib/vangnet/anchor/vangnet.db.anchor /var/lib/vangnet/vangnet.db

# Installed again it finds them; purged by who decided to destroy, nothing stays.
install_packages "$server" "$client"
serve_demonstrations
vangnetd_of_root check >/dev/null || fail "check after coming back"
touch "$root/etc/vangnet/destroy-at-purge"
in_root dpkg --purge vangnet-server vangnet >"$work/log" 2>&1 || { cat "$work/log" && fail "last purge"; }
expect_left "destroyed"

# The comparison sees one file too many.
touch "$root/usr/lib/vangnet-stray"
[[ $(left_over) == /usr/lib/vangnet-stray ]] || fail "a stray file is not seen"
echo "packages: installed, upgraded, removed and purged as they should be"
