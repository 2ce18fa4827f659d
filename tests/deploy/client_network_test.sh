#!/usr/bin/env bash
# Limits of the front are for each network that one client has: an IPv4 address, the /64 of
# an IPv6 one. The map of the generated configuration, in a real nginx, which takes the
# client's address from a header here and answers with the key of the limits.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d /tmp/vnnXXXXXX)
nginx=
end() {
  if [[ -n $nginx ]]; then
    kill "$nginx" && wait "$nginx" || true
  fi
  nginx=
}
trap 'end; rm -rf -- "$work"' EXIT
export PATH=$PATH:/usr/sbin
failed=0

complain() {
  printf 'FAILED: %s\n' "$1" >&2
  failed=1
}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/key" \
  -out "$work/certificate" -subj /CN=localhost -days 2 2>/dev/null
mkdir "$work/temp"
# A check of the configuration binds its ports too: below 1024 only root may. One that is taken
# does not matter to it.
deploy/nginx/generate --run "$work" --temp "$work/temp" --certificate "$work/certificate" \
  --key "$work/key" --public-socket "$work/a" --staff-socket "$work/b" \
  --public-listen '127.0.0.1:18443,[::1]:18443' --staff-listen '127.0.0.1:18444,[::1]:18444' >"$work/front.conf"
nginx -t -q -e stderr -c "$work/front.conf" || complain 'nginx does not accept the configuration'
for zone in limit_conn_zone limit_req_zone; do
  grep -qE "^ *$zone \\\$client_network zone=" "$work/front.conf" ||
    complain "$zone does not count by network"
done

# serve MAP: an nginx with that map.
serve() {
  end
  cat >"$work/nginx.conf" <<CONF
daemon off;
pid $work/temp/pid;
error_log stderr emerg;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path $work/temp/body;
  proxy_temp_path $work/temp/proxy;
  fastcgi_temp_path $work/temp/fastcgi;
  uwsgi_temp_path $work/temp/uwsgi;
  scgi_temp_path $work/temp/scgi;
$1
  server {
    listen unix:$work/socket;
    set_real_ip_from unix:;
    real_ip_header X-Client;
    return 200 \$client_network;
  }
}
CONF
  nginx -e stderr -c "$work/nginx.conf" &
  nginx=$!
  for _ in {1..100}; do
    if [[ -S $work/socket ]] &&
      curl -sf --unix-socket "$work/socket" http://front/ >/dev/null; then
      return
    fi
    sleep 0.1
  done
  complain 'nginx does not answer'
  exit 1
}

key() {
  curl -sf --unix-socket "$work/socket" -H "X-Client: $1" http://front/ | od -An -tx1 | tr -d ' \n'
}

# A network a line; all addresses of a line are one client, those of two lines are not.
networks() {
  cat <<'LINES'
192.0.2.1
192.0.2.2
2001:db8:1:2::1 2001:db8:1:2:ffff:ffff:ffff:ffff 2001:db8:1:2:0:0:0:0 2001:db8:1:2:a::
2001:db8:1:3::1 2001:DB8:1:3:0:0:0:2
2001:db8:1::1 2001:db8:1:0:5:6:7:8 2001:db8:1:0:a::b
2001:db8::1 2001:db8:0:0:5:6:7:8 2001:db8:0:0:1:0:0:1
2001::1:2:3:4:5 2001:0:0:1::9
2001::2:2:3:4:5 2001:0:0:2::9
2001::1 2001:0:0:0:9:9:9:9
10a::5:6:7:8 10a:0:0:0:a:a:a:a
a0a:a0a:a0a:a0a:a0a:a0a:a0a:a0a a0a:a0a:a0a:a0a::
fe80::1 fe80::2
::1
::2
::ffff:192.0.2.9
::ffff:192.0.2.10
LINES
}

# wrong: what is counted otherwise than it should.
wrong() {
  local line first address own
  declare -A seen=()
  while read -r line; do
    first=
    for address in $line; do
      own=$(key "$address")
      [[ -n $own ]] || printf '%s has no key\n' "$address"
      first=${first:-$own}
      [[ $own == "$first" ]] || printf '%s is counted apart\n' "$address"
    done
    [[ -z ${seen[$first]:-} ]] || printf '%s is counted with %s\n' "$line" "${seen[$first]}"
    seen[$first]=$line
  done < <(networks)
}

serve "$(sed -n '/^  map .*client_network {/,/^  }/p' "$work/front.conf")"
said=$(wrong)
[[ -z $said ]] || complain "$said"

# The look sees what it is for: no map at all, and one that goes by how an address is written.
serve '  map $binary_remote_addr $client_network { default $binary_remote_addr; }'
grep -q 'counted apart' <<<"$(wrong)" || complain 'a whole /64 of clients is not noticed'
serve '  map $remote_addr $client_network { default $binary_remote_addr;
    "~^(?<prefix>(?:[0-9a-f]+:){1,4})" $prefix; }'
said=$(wrong)
grep -q 'counted apart' <<<"$said" || complain 'two ways of writing are not noticed'
grep -q 'counted with' <<<"$said" || complain 'two networks taken for one are not noticed'

((failed == 0)) || exit 1
echo 'ok'
