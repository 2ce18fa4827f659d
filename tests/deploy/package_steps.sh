# shellcheck shell=bash disable=SC2154
# The steps of package_test.sh on the machine in the folder $root.

# in_root COMMAND...: as the root of that machine.
in_root() {
  if [[ $REAL_ROOT -eq 0 ]]; then
    chroot "$root" "$@"
  else
    touch "$root/var/tmp-owners"
    # The one user of this namespace can give nothing away, and need not try.
    FAKEROOTDONTTRYCHOWN=1 chroot "$root" fakeroot-sysv -i /var/tmp-owners -s /var/tmp-owners -- "$@"
  fi
}

# as_user USER: sets `as` to what a command of this user begins with, without any right of
# root's. No function, so that what runs in the background is the command itself.
as_user() {
  if [[ $REAL_ROOT -eq 0 ]]; then
    as=(chroot --userspec="$1" "$root")
  else
    as=(unshare --user --map-user=1000 --map-group=1000 --root="$root" --wd=/)
  fi
}

vangnetd_of_root() {
  as_user vangnet
  "${as[@]}" vangnetd "$@" --config /etc/vangnet/vangnetd.toml
}

# Every name on that machine but what Debian's own tools keep of every installation.
list_files() {
  find "$root" \( -path "$root/dev" -o -path "$root/proc" -o -path "$root/tmp" -o -path "$root/root" \) \
    -prune -o -printf '/%P\n' |
    grep -vE '^/(var/lib/dpkg/|var/log/|var/tmp-owners$|etc/(passwd|group|shadow|gshadow)-?$|etc/\.pwd\.lock$)' |
    sort
}
left_over() { comm -13 "$work/before" <(list_files); }

# expect_left WHEN NAMES...: these are left over, and no other.
expect_left() {
  local when=$1 difference
  shift
  difference=$(diff <(printf '%s\n' "$@" | sed '/^$/d' | sort) <(left_over)) ||
    fail "left over when $when, < expected, > found:
$difference"
}

expect_place() {
  local owner group mode path
  read -r owner group mode path <<<"$1"
  [[ $(in_root stat -c '%U %G %a' "$path") == "$owner $group $mode" ]] ||
    fail "$path is $(in_root stat -c '%U %G %a' "$path") instead of $owner $group $mode"
}

install_packages() {
  local package
  for package in "$@"; do cp "$package" "$root/tmp/"; done
  in_root env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --install \
    "${@/#*\//\/tmp\/}" >"$work/log" 2>&1 ||
    { cat "$work/log" && fail "dpkg --install"; }
}

# pretend_systemd active|inactive: from now on systemd seems to run, says this of every unit,
# and is only asked.
pretend_systemd() {
  mkdir -p "$root/run/systemd/system" "$root/usr/local/bin"
  cat >"$root/usr/local/bin/systemctl" <<TEXT
#!/bin/sh
printf '%s\\n' "\$*" >>/tmp/asked
case "\$*" in *is-active*) echo $1; [ $1 = active ] ;; esac
TEXT
  chmod +x "$root/usr/local/bin/systemctl"
  : >"$root/tmp/asked"
}
asked_of_systemd() { grep -vE '(is-active|is-enabled|show|list-|cat)' "$root/tmp/asked"; }
without_systemd() { rm -rf "$root/run/systemd" "$root/usr/local/bin/systemctl"; }

# The same package with a higher number and one changed file.
make_next_version() {
  dpkg-deb -R "$1" "$work/next"
  sed -i 's/^Version: .*/Version: 99.0/' "$work/next/DEBIAN/control"
  printf '# of the next version\n' >>"$work/next/usr/lib/vangnet/front/generate"
  printf '# of the next version\n' >>"$work/next/etc/vangnet/front.env"
  dpkg-deb --root-owner-group -b "$work/next" "$work/next.deb" >/dev/null
}

fingerprints() { (cd "$root" && find etc/vangnet/keys var/lib/vangnet -type f | LC_ALL=C sort | xargs sha256sum); }

client() { chroot "$root" env -C /root HOME=/root LC_ALL=C.UTF-8 vangnet "$@"; }

free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    [[ $port != "${1:-}" ]] && ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
  done
  printf '%s\n' "$port"
}

serve_demonstrations() {
  sed -i 's/^demonstration = false/demonstration = true/' "$root/etc/vangnet/vangnetd.toml"
}

# As deploy/runbooks/install.md: keys, bundle, init, check, front.
make_organisation() {
  local number fingerprint
  public_port=$(free_port)
  staff_port=$(free_port "$public_port")
  vangnetd_of_root keygen >"$root/root/log.pub"
  head -c 32 /dev/urandom | base64 >"$root/root/pass"
  for number in 1 2; do
    client admin make-signer --signer "s$number.key" --public "s$number.pub" \
      --passphrase-file pass --json >/dev/null
  done
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 60 -subj /CN=localhost \
    -addext "subjectAltName=DNS:localhost" -keyout "$root/etc/vangnet/tls/key.pem" \
    -out "$root/etc/vangnet/tls/certificate.pem" 2>/dev/null
  if [[ $REAL_ROOT -eq 0 ]]; then
    chroot "$root" chgrp vangnet-front /etc/vangnet/tls/key.pem
    chmod 640 "$root/etc/vangnet/tls/key.pem"
  fi
  sed -i "s/^PUBLIC_LISTEN=.*/PUBLIC_LISTEN=127.0.0.1:$public_port/
    s/^STAFF_LISTEN=.*/STAFF_LISTEN=127.0.0.1:$staff_port/" "$root/etc/vangnet/front.env"
  serve_demonstrations
  client admin draft --organisation /usr/share/doc/vangnet/organisation.textproto --name Proef \
    --demonstration --signer @s1.pub --signer @s2.pub --threshold 2 --public "localhost:$public_port" \
    --staff "localhost:$staff_port" --ca /etc/vangnet/tls/certificate.pem --log-key @log.pub \
    --out 1.draft >/dev/null
  fingerprint=$(client enrol --identity anna.key --request anna.req --passphrase-file pass --json |
    grep -oE '"fingerprint": *"[^"]*"' | cut -d'"' -f4)
  client admin add-staff --draft 1.draft --request anna.req --fingerprint "$fingerprint" \
    --name "Anna de Wit" --role trusted-person --competence intimidation,integrity,crisis \
    --language dutch >/dev/null
  client admin web-page --pages /usr/share/vangnet/web-template --draft 1.draft --out page >/dev/null
  for number in 1 2; do
    client admin sign "$([[ $number == 1 ]] && echo 1.draft || echo 1.signed)" --signer "s$number.key" \
      --out 1.signed --yes --passphrase-file pass >/dev/null
  done
  install -m 0644 "$root/root/1.signed" "$root/tmp/1.signed"
  in_root /usr/lib/vangnet/front/place-page /root/page
  vangnetd_of_root init --bundle /tmp/1.signed >/dev/null
  vangnetd_of_root check >/dev/null
  fingerprint=$(client admin show-bundle 1.signed --json |
    grep -oE '"fingerprint": *"[^"]*"' | sed -n 1p | cut -d'"' -f4)
  client --home home join 1.signed --fingerprint "$fingerprint" >/dev/null 2>&1
}

# As the units do it, without systemd.
start_vangnetd() {
  as_user vangnet
  "${as[@]}" vangnetd serve --config /etc/vangnet/vangnetd.toml >"$work/vangnetd.log" 2>&1 &
  vangnetd_pid=$!
}
start_servers() {
  local surface
  start_vangnetd
  mkdir -p "$root/run/vangnet-front"
  [[ $REAL_ROOT -ne 0 ]] || chroot "$root" chown vangnet-front: /run/vangnet-front
  webgate_pids=()
  for surface in public staff; do
    as_user "vangnet-webgate-$surface"
    "${as[@]}" vangnet-webgate --config /etc/vangnet/webgate.toml --surface "$surface" \
      >"$work/webgate-$surface.log" 2>&1 &
    webgate_pids+=($!)
  done
  as_user vangnet-front
  "${as[@]}" bash -c 'set -a && . /etc/vangnet/front.env && /usr/lib/vangnet/front/configure /run/vangnet-front' ||
    fail "the front cannot be configured"
  "${as[@]}" nginx -e stderr -c /run/vangnet-front/nginx.conf >"$work/nginx.log" 2>&1 &
  nginx_pid=$!
  for _ in $(seq 100); do
    if [[ -S $root/run/vangnet/staff/vangnetd.sock && -S $root/run/vangnet/webgate-public/webgate.sock &&
      -S $root/run/vangnet/webgate-staff/webgate.sock ]] && (exec 3<>"/dev/tcp/127.0.0.1/$public_port") 2>/dev/null; then
      return
    fi
    sleep 0.1
  done
  cat "$work"/{vangnetd,nginx,webgate-*}.log
  fail "the servers do not come up"
}

stop_servers() {
  local pid
  for pid in ${nginx_pid:-} ${webgate_pids[@]+"${webgate_pids[@]}"} ${vangnetd_pid:-}; do
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  nginx_pid='' vangnetd_pid='' webgate_pids=()
}

# As the page of the configured address would, for members and for staff: through the front, a
# webgate and vangnetd, each with its own user.
ask_as_page() {
  local port origin origins
  mapfile -t origins < <(sed -nE 's/^origins = \["(.*)"\]/\1/p' "$root/etc/vangnet/webgate.toml")
  for port in "$public_port" "$staff_port"; do
    origin=${origins[0]}
    [[ $port == "$public_port" ]] || origin=${origins[1]}
    # An empty message; status 0 comes after the bundle.
    printf '\0\0\0\0\0' | curl --silent --cacert "$root/etc/vangnet/tls/certificate.pem" \
      --header "Content-Type: application/grpc-web+proto" --data-binary @- \
      --header "Origin: $origin" \
      "https://localhost:$port/vangnet.publication.v1.PublicationService/GetBundle" >"$work/said" || true
    LC_ALL=C grep --text --quiet "grpc-status: 0" "$work/said" || fail "a page gets no answer: $port"
  done
}

# Everything that the front serves to members is what the signers signed.
verify_page() {
  client --home home --lang en admin verify-web >"$work/said" 2>&1 ||
    { cat "$work/said" && fail "the page is not the signed one $1"; }
}

# The placed page and its folders, by name.
page_names() { find "$root/usr/share/vangnet/web" -printf '/usr/share/vangnet/web/%P\n' | sed 's|/$||'; }

file_report() {
  cp deploy/demo/reports/12-five-answers.json "$root/root/report.json"
  client --home home report --from report.json --receipt-file receipt --json >"$work/said" 2>&1 ||
    { cat "$work/said" && fail "a report cannot be filed"; }
}

# How many of the reports that are filed meanwhile have their answer.
answers() { grep -lE '"result"' "$work"/during* 2>/dev/null | wc -l || true; }

# Two: the first may be from before a restart, and told only now.
wait_for_two_answers() {
  local before
  before=$(answers)
  for _ in $(seq 600); do
    if (($(answers) >= before + 2)); then return; fi
    sleep 0.1
  done
  fail "no report is answered"
}

# While reports are filed one after another, vangnetd is told to stop and started again, as
# an upgrade does: no call fails for who tries again, and each gets its answer once.
file_through_restarts() {
  local filing number tries
  (
    number=0
    until [[ -e $work/restarted ]]; do
      number=$((number + 1))
      client --home home report --from report.json --receipt-file "during$number" --json \
        >"$work/during$number" 2>&1 || true
    done
  ) &
  filing=$!
  for number in 1 2 3 4; do
    # It serves; and each time it is another moment of a call.
    wait_for_two_answers
    sleep "0.$((number - 1))"
    kill -TERM "$vangnetd_pid"
    wait "$vangnetd_pid" || fail "vangnetd does not end well when it is told to stop"
    start_vangnetd
  done
  touch "$work/restarted"
  wait "$filing"
  for filing in "$work"/during*; do
    grep -qE '"result": *"(accepted|already-there)"' "$filing" ||
      { cat "$filing" && fail "a call failed while vangnetd was restarted"; }
  done
  tries=$(grep -ohE '"attempts": *[0-9]+' "$work"/during* | sort | uniq -c | tr -s '\n ' ' ')
  echo "filed through four restarts:$tries"
}

follow_report() { client --home home follow status --receipt-file receipt --json >"$work/said" 2>&1; }
