#!/bin/sh
# Refinement – Payments – 2026-11-27 (Fri)
# Tells the issues on GitHub what was settled. Read it, take out what you do not want, then run it with `sh`.
# It needs the GitHub CLI, `gh`, logged in. To see what it would do: DRY_RUN=yes sh FILE
# Run it once: each run adds its comments again.
set -eu

# Some issues were named by their number alone: say in which repository they are.
REPO=${REPO:-}
: "${REPO:?is missing: run it as REPO=owner/name sh FILE}"

DRY_RUN=${DRY_RUN:-}

run() {
    if [ -z "$DRY_RUN" ]; then
        gh "$@"
    else
        printf 'gh'
        printf ' %s' "$@"
        printf '\n'
        if [ "$2" = comment ]; then cat; fi
    fi
}

# A label that exists already is no problem; any other one shows as soon as the label is used.
make_label() {
    run label create "$2" --repo "$1" 2>/dev/null || :
}

# acme/shop#9 Slow search
run issue comment 9 --repo acme/shop --body-file - <<'REFINE_1'
Refinement 2026-11-27 (Fri): Not now: after the move, see `#7`
REFINE_1

# acme/shop#7 Refund a payment
make_label acme/shop 'size: 5'
run issue edit 7 --repo acme/shop '--add-label=size: 5' '--remove-label=size: 3'
run issue comment 7 --repo acme/shop --body-file - <<'REFINE_1'
Refinement 2026-11-27 (Fri): Ready

- **Estimate:** 5
- **Why:** support does this by hand

**Acceptance criteria:**

- agent can refund in full
- ledger entry exists

**Missing:**

- small enough for one sprint?
- dependencies known?

**Decisions:**

- D1 Refunds go through the ledger, because auditors ask
REFINE_1

# #12 Say its price in $(date), `id` and 'quotes'
make_label "$REPO" 'estimate: 8'
run issue edit 12 --repo "$REPO" '--add-label=estimate: 8'
run issue comment 12 --repo "$REPO" --body-file - <<'REFINE_1'
Refinement 2026-11-27 (Fri): Needs work: nobody knows the currencies

- **Estimate:** 8

**Missing:**

- no why
- no acceptance criteria
- small enough for one sprint?
- dependencies known?
- Q1 open

**Open questions:**

- Q1 Which currencies? — Ben — due 2026-12-02
REFINE_1

# Not on GitHub; write these where they are tracked:
# #5 Typed in the session
# acme/shop#6 On GitLab
# 4711 Export <statements>
