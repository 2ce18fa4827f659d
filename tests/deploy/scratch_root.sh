# shellcheck shell=bash
# A machine in a folder: what Debian itself needs and the packages that are named, copied
# from this machine, with a package database of their own. For tests that install
# packages; sourced by them. As an ordinary user it works inside `unshare --map-root-user`.

# packages_with NAMES...: these, what every Debian has, and all they depend on. A name that
# no package bears stands for the installed one that provides it.
packages_with() {
  local essential name named=()
  for name in "$@"; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]]; then
      named+=("$name")
    else
      named+=("$(dpkg-query -W -f '${Package} ${Provides}\n' | grep -E "[ ,]$name( |,|\$)" | cut -d' ' -f1 | sed -n 1p)")
    fi
  done
  mapfile -t essential < <(dpkg-query -W -f '${Essential} ${Priority} ${Package}\n' |
    sed -nE 's/^(yes [a-z]+|no required) //p')
  apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts \
    --no-breaks --no-replaces --no-enhances "${essential[@]}" "${named[@]}" |
    grep -oE '^[a-z0-9][a-z0-9+.-]*' | sort -u |
    while read -r name; do
      if [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed* ]]; then
        printf '%s\n' "$name"
      fi
    done
}

# make_scratch_root FOLDER PACKAGES...
make_scratch_root() {
  local root=$1
  shift
  # First what /bin, /sbin and /lib are links to.
  mkdir -p "$root"/usr/{bin,sbin,lib,lib32,lib64,libx32} \
    "$root"/{dev,proc,tmp,run,root,usr/local/bin,var/lib/dpkg/{info,triggers,updates,parts,alternatives}}
  dpkg-query -L "$@" | grep -E '^/' |
    grep -vE '^/usr/(share/(doc|man|locale|info|lintian|bug|perl|zoneinfo|i18n)|lib/(python3|gcc))/' |
    sort -u | while IFS= read -r path; do
    if [[ -e $path || -L $path ]]; then printf '%s\0' "${path#/}"; fi
  done | tar --create --directory=/ --no-recursion --null --files-from=- \
    --ignore-failed-read --warning=no-failed-read |
    tar --extract --directory="$root" --no-same-owner
  dpkg-query -s "$@" >"$root/var/lib/dpkg/status"
  local name file
  for name in "$@"; do
    for file in /var/lib/dpkg/info/"$name"{,:*}.{list,md5sums}; do
      if [[ -e $file ]]; then cp "$file" "$root/var/lib/dpkg/info/"; fi
    done
  done
  cp /var/lib/dpkg/info/format "$root/var/lib/dpkg/info/"
  : >"$root/var/lib/dpkg/available"
  cp /usr/share/base-passwd/passwd.master "$root/etc/passwd"
  cp /usr/share/base-passwd/group.master "$root/etc/group"
  printf '127.0.0.1 localhost\n' >"$root/etc/hosts"
  printf 'passwd: files\ngroup: files\nhosts: files\n' >"$root/etc/nsswitch.conf"
  chroot "$root" ldconfig
  mount --rbind /dev "$root/dev"
  mount --rbind /proc "$root/proc"
}
