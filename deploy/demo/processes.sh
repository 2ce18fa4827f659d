# shellcheck shell=bash disable=SC2154
# vangnetd, the webgates and nginx of the demonstration: started and stopped by process id. An nginx
# that already runs on the machine is another process and is left alone. Sourced by
# deploy/quickstart.

# Sockets lie in a short folder of their own: a path over 107 characters is refused.
name_run_folder() {
  run_folder=/tmp/vangnet-demo-$(printf '%s' "$demo" | sha256sum | cut -c1-12)
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port [NOT_THIS_ONE]
free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    [[ $port != "${1:-}" ]] && ! port_is_taken "$port" && break
  done
  printf '%s\n' "$port"
}

# is_ours NAME: prints the process id when the process that NAME.pid names still is the
# one that was started; a number that another process has by now is never signalled.
is_ours() {
  local file=$run_folder/$1.pid pid started
  [[ -r $file ]] || return 1
  read -r pid started <"$file" || return 1
  [[ -n $started && $(process_start "$pid") == "$started" ]] || return 1
  printf '%s\n' "$pid"
}

# When a process began, in clock ticks since boot; empty for none.
process_start() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# start NAME PROGRAM ARGUMENTS...: in the background, on its own.
start() {
  local name=$1
  shift
  # The lock of this run must not live on in a server.
  setsid "$@" >"$run_folder/$name.log" 2>&1 </dev/null 8>&- &
  printf '%s %s\n' "$!" "$(process_start "$!")" >"$run_folder/$name.pid"
}

wait_until() {
  local words=$1 name=$2 waited=0
  shift 2
  until "$@"; do
    if ! is_ours "$name" >/dev/null || ((++waited > 300)); then
      tail -n 5 "$run_folder/$name.log" >&2
      refuse 1 "$words"
    fi
    sleep 0.1
  done
}

make_run_folder() {
  mkdir -p "$run_folder"
  [[ -O $run_folder && ! -L $run_folder ]] ||
    refuse 1 "$run_folder belongs to somebody else; remove it and try again."
  chmod 700 "$run_folder"
  mkdir -p "$run_folder"/{public,staff,web-public,web-staff}
  chmod 700 "$run_folder"/{public,staff,web-public,web-staff}
}

sockets_are_there() { [[ -S $run_folder/public/vangnetd.sock && -S $run_folder/staff/vangnetd.sock ]]; }
webgate_listens() { [[ -S $run_folder/web-$1/webgate.sock ]]; }
front_listens() { port_is_taken "$public_port" && port_is_taken "$staff_port"; }

refuse_taken_ports() {
  local port
  ! is_ours nginx >/dev/null || return 0
  for port in "$public_port" "$staff_port"; do
    if port_is_taken "$port"; then
      refuse 1 "Port $port on 127.0.0.1 is in use by another program. Stop that one, or remove" \
        "$demo and start again with --public-port and --staff-port."
    fi
  done
}

start_processes() {
  make_run_folder
  refuse_taken_ports
  step "Starting vangnetd, two webgates and nginx on 127.0.0.1, as $(id -un)"
  if ! is_ours vangnetd >/dev/null; then
    rm -f "$run_folder"/{public,staff}/vangnetd.sock
    start vangnetd "$programs/vangnetd" serve --config "$demo/server/vangnetd.toml"
    wait_until "vangnetd does not come up." vangnetd sockets_are_there
  fi
  write_webgate_configuration
  local surface
  for surface in public staff; do
    if ! is_ours "webgate-$surface" >/dev/null; then
      rm -f "$run_folder/web-$surface/webgate.sock"
      start "webgate-$surface" "$programs/vangnet-webgate" \
        --config "$demo/server/webgate.toml" --surface "$surface"
      wait_until "The webgate ($surface) does not come up." "webgate-$surface" webgate_listens "$surface"
    fi
  done
  if ! is_ours nginx >/dev/null; then
    mkdir -p "$demo/front/temp"
    deploy/nginx/generate --run "$run_folder" --temp "$demo/front/temp" \
      --certificate "$demo/front/certificate.pem" --key "$demo/front/key.pem" \
      --public-socket "$run_folder/public/vangnetd.sock" \
      --staff-socket "$run_folder/staff/vangnetd.sock" \
      --public-webgate "$run_folder/web-public/webgate.sock" \
      --staff-webgate "$run_folder/web-staff/webgate.sock" \
      --public-pages "$demo/pages/public" --staff-pages "$demo/pages/staff" \
      --public-listen "127.0.0.1:$public_port" --staff-listen "127.0.0.1:$staff_port" \
      >"$demo/front/nginx.conf"
    # Debian puts nginx in /usr/sbin, which an ordinary user may not have in PATH.
    start nginx env PATH="$PATH:/usr/sbin" nginx -e stderr -c "$demo/front/nginx.conf"
    wait_until "nginx does not come up." nginx front_listens
  fi
  say "   vangnetd: process $(is_ours vangnetd); nginx: process $(is_ours nginx);" \
    "webgates: processes $(is_ours webgate-public) and $(is_ours webgate-staff)"
}

stop_one() {
  local pid waited=0
  pid=$(is_ours "$1") || return 0
  kill -TERM "$pid"
  while is_ours "$1" >/dev/null; do
    if ((++waited > 200)); then
      say "$1 (process $pid) does not stop by itself and is ended." >&2
      kill -KILL "$pid"
      break
    fi
    sleep 0.1
  done
}

stop_processes() {
  [[ -d $run_folder ]] || return 0
  stop_one nginx
  stop_one webgate-public
  stop_one webgate-staff
  stop_one vangnetd
  rm -rf -- "$run_folder"
}
