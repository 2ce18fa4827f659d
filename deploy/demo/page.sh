# shellcheck shell=bash disable=SC2154
# The page for members of the demonstration: the built template, filled in, and named by its hash
# in the signed bundle. Sourced by deploy/quickstart.
#
#   $template            the built page, the same for every organisation
#   $demo/pages/public   the page as nginx serves it
#   $demo/pages/made_of  what it was made of

# What the template is, by all of its files.
template_print() {
  (cd "$template" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

# fill_page DRAFT: makes the page for that draft, which then holds its hash.
fill_page() {
  mkdir -p "$demo/pages"
  rm -rf -- "$demo/pages/new"
  vangnet --home "$demo/home/mirjam" admin web-page --pages "$template" --draft "$1" \
    --out "$demo/pages/new" >/dev/null
}

# The page that was filled in last comes in the place of the one before.
place_page() {
  deploy/nginx/place-page "$demo/pages/new" "$demo/pages/public"
  rm -rf -- "$demo/pages/new"
  template_print >"$demo/pages/made_of"
}

# After a change of the page, or in a demonstration of before there was one: the next bundle names
# the new page, signed and published as in real life.
renew_page() {
  [[ $(template_print) != "$(cat "$demo/pages/made_of" 2>/dev/null)" ]] || return 0
  step "The page for members changed: the next bundle names it"
  local draft=$demo/bundle/next.draft signed=$demo/bundle/next.signed
  rm -f -- "$draft" "$signed"
  vangnet --home "$demo/home/mirjam" admin next --out "$draft" >/dev/null
  fill_page "$draft"
  sign_bundle "$draft" "$signed" --home "$demo/home/mirjam"
  as mirjam admin publish "$signed" >/dev/null
  place_page
  say "   two signers signed, the administrator published, the page is in its place."
}

# Whoever has the organisation's fingerprint can do this.
verify_page() { vangnet --home "$demo/home/reporter" --lang en admin verify-web "$@"; }
