/* The spec MembershipChange: voters are members, and all others spare servers; a change assigns one server its role. */
#include "specs.h"
#include <stdlib.h>
#include <string.h>

/* The voters by the first `count` entries of a log. */
static int latest(const entry *log, int count) {
    int voters = (1 << spec.members) - 1;
    for (int k = 0; k < count; k++)
        if (log[k].type == RAFT_CHANGE) voters = log[k].voters;
    return voters;
}

static bool counts(int i) { return latest(servers[i].log, servers[i].count) >> i & 1; }

/* Server i stands for election until it comes to the term, and has the votes that are said. */
static result elect(int i, int term, int voters) {
    int mark = world_mark();
    if (leads(&servers[i])) feed(happening(RESTART, i));
    if (!counts(i)) return undone(mark, never("a server that is no voter by its own log does not stand"));
    while (servers[i].term < term && !failure) feed(happening(TIMEOUT, i));
    for (int k = 0; k < settings.servers; k++) {
        if (k == i || !(voters >> k & 1)) continue;
        if (!counts(k)) return undone(mark, never("a server that is no voter by its own log votes for nobody"));
        if (request_vote(k, i, term) != DONE || failure) continue;
        for (int n = 0; n < sent_count; n++)
            if (is(sent[n], RAFT_IO_REQUEST_VOTE_RESULT, k, i) && sent[n]->term == term && sent[n]->granted) {
                feed(delivery(sent[n]));
                break;
            }
    }
    return DONE;
}

static bool same_entry(const entry *a, const entry *b) { return !memcmp(a, b, sizeof *a); }

static result append(int i, int leader) {
    const server *s = &servers[i], *l = &servers[leader];
    int common = 0;
    while (common < s->count && common < l->count && same_entry(&s->log[common], &l->log[common])) common++;
    if (common == l->count) return IMPOSSIBLE;
    result r = append_entries(i, leader, l->term, common + 1);
    return r == IMPOSSIBLE ? never("a leader sends nothing to a spare server") : r;
}

static result extend(int i, input in) {
    if (servers[i].count > spec.entries) return IMPOSSIBLE;
    feed(in);
    return DONE;
}

/* A leader is asked for other members: one server more or less. Whoever joins has to have what the leader has. */
static result change(int i, int members) {
    int now = latest(servers[i].log, servers[i].count), difference = now ^ members;
    if (!spec.is_single) return never("the package changes one server at a time");
    if (!difference || difference & (difference - 1)) return IMPOSSIBLE;
    int member = 0;
    while (!(difference >> member & 1)) member++;
    bool joins = members >> member & 1;
    input in = happening(ASSIGN, i);
    in.member = member, in.role = joins ? RAFT_VOTER : RAFT_SPARE;
    int mark = world_mark();
    result r = extend(i, in);
    if (r == DONE && servers[i].raft.leader_state.promotee_id && leads(&servers[i]))
        return undone(mark, never("a server that joins is brought up to date first"));
    return r;
}

/* Whoever leads in the spec has committed its own removal, or has lost its office to a crash with which an election began. */
static result without_leader(int i) {
    bool led = servers[i].term <= TERMS + 1 && leaderships[servers[i].term][i].led;
    return led && !counts(i) ? never("a leader that has committed its own removal steps down") : IMPOSSIBLE;
}

result take_of_membership(const step *s) {
    const int *a = s->arguments;
    if (!strcmp(s->action, "elect")) return elect(a[0], a[1] + 1, a[2]);
    int leader = !strcmp(s->action, "append") ? a[1] : a[0];
    if (!leads(&servers[leader])) return without_leader(leader);
    if (!strcmp(s->action, "append")) return append(a[0], a[1]);
    if (!strcmp(s->action, "commit")) return commit(a[0], a[1] + 1, true);
    if (!strcmp(s->action, "propose")) return extend(a[0], happening(PROPOSE, a[0]));
    if (!strcmp(s->action, "change")) return change(a[0], a[1]);
    if (!strcmp(s->action, "complete")) return never("the package changes one server at a time");
    reason = "no such action in this adapter; does it belong to another version of the spec?";
    return FAILED;
}

static void set(int servers_of) {
    bool more = false;
    text("{\"#set\":[");
    for (int i = 0; i < settings.servers; i++)
        if (servers_of >> i & 1) text("%s\"r%d\"", more ? "," : "", i), more = true;
    text("]}");
}

static void entries_of(const entry *log, int count) {
    text("[");
    for (int k = 1; k < count; k++) {
        text("%s{\"term\":%d,\"configuration\":[", k > 1 ? "," : "", log[k].term - 1);
        set(latest(log, k + 1));
        text("]}");
    }
    text("]");
}

static void log_of(int i, int none) { (void)none; entries_of(servers[i].log, servers[i].count); }

static void term_of(int i, int none) { (void)none; text("%d", servers[i].term - 1); }

static void committed(int term) {
    for (int i = 0; i < settings.servers; i++) {
        const leadership *l = &leaderships[term + 1][i];
        if (l->committed) { entries_of(l->log, l->committed); return; }
    }
    text("[]");
}

static void elected(int term) {
    int leaders = 0;
    for (int i = 0; i < settings.servers; i++) leaders |= leaderships[term + 1][i].led << i;
    set(leaders);
}

static void of_terms(const char *name, void (*value)(int)) {
    text("\"%s\":{\"#map\":[", name);
    for (int term = 1; term <= TERMS; term++) {
        text("%s[%d,", term > 1 ? "," : "", term);
        value(term);
        text("]");
    }
    text("]},");
}

const char *seen_of_membership(void) {
    int voted = 0;
    for (int i = 0; i < settings.servers; i++) voted |= (servers[i].vote != 0) << i;
    text_start();
    text("\"log\":");
    each(log_of, 0);
    text(",");
    of_terms("committed", committed);
    of_terms("elected", elected);
    text("\"term\":");
    each(term_of, 0);
    text(",\"voted\":");
    set(voted);
    return text_end();
}
