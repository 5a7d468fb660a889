/* The state of the spec Raft that the servers, their disks and their messages show. */
#include "specs.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char written[1 << 16];
static size_t length;

void text_start(void) { length = 0; }

const char *text_end(void) { return written; }

void text(const char *format, ...) {
    va_list values;
    va_start(values, format);
    int more = vsnprintf(written + length, sizeof written - length, format, values);
    va_end(values);
    if (more < 0 || (length += (size_t)more) >= sizeof written) abort();
}

/* A map over the servers. */
void each(void (*value)(int, int), int term) {
    text("{\"#map\":[");
    for (int i = 0; i < settings.servers; i++) {
        text("%s[\"r%d\",", i ? "," : "", i);
        value(i, term);
        text("]");
    }
    text("]}");
}

/* A map over the terms of the spec, of maps over the servers. */
void per_term(void (*value)(int, int)) {
    text("{\"#map\":[");
    for (int term = 1; term <= TERMS; term++) {
        text("%s[%d,", term > 1 ? "," : "", term);
        each(value, term);
        text("]");
    }
    text("]}");
}

static void terms_of(const entry *log, int count) {
    text("[");
    for (int k = 1; k < count; k++) text("%s%d", k > 1 ? "," : "", log[k].term - 1);
    text("]");
}

static void term(int i, int none) { (void)none; text("%d", (int)servers[i].raft.current_term - 1); }

static void vote(int i, int none) {
    int vote = (int)servers[i].raft.voted_for;
    (void)none;
    if (vote) text("\"r%d\"", vote - 1); else text("\"nobody\"");
}

static void log_of(int i, int none) { (void)none; terms_of(servers[i].log, servers[i].count); }

static void role(int i, int none) {
    int state = servers[i].raft.state;
    (void)none;
    text("\"%s\"", state == RAFT_LEADER ? "leader" : state == RAFT_CANDIDATE ? "candidate" : "follower");
}

static void asked(int i, int term) {
    for (int k = 0; k < sent_count; k++)
        if (is(sent[k], RAFT_IO_REQUEST_VOTE, i, -1) && sent[k]->term == term + 1) {
            text("{\"term\":%d,\"index\":%d}", sent[k]->log_term - 1, sent[k]->index - 1);
            return;
        }
    text("\"none\"");
}

static void appended(int i, int term) {
    const leadership *l = &leaderships[term + 1][i];
    if (l->led) terms_of(l->log, l->count); else text("\"none\"");
}

static void acknowledged(int i, int term) {
    int most = 1;
    for (int k = 0; k < sent_count; k++)
        if (is(sent[k], RAFT_IO_APPEND_ENTRIES_RESULT, i, -1) && sent[k]->term == term + 1 && !sent[k]->rejected
            && sent[k]->index > most) most = sent[k]->index;
    text("%d", most - 1);
}

static int said;

static void say_vote(int by, int candidate, int term) {
    text("%s{\"tag\":\"vote\",\"value\":{\"by\":\"r%d\",\"for\":\"r%d\",\"term\":%d}}", said++ ? "," : "", by, candidate,
         term - 1);
}

/* Votes, of which a candidate's own is none that is sent. */
static void say_votes(void) {
    bool known[TERMS + 2][SERVERS][SERVERS] = {{{false}}};
    for (int k = 0; k < sent_count; k++) {
        const message *m = sent[k];
        bool asks = m->type == RAFT_IO_REQUEST_VOTE, grants = m->type == RAFT_IO_REQUEST_VOTE_RESULT && m->granted;
        int candidate = asks ? m->from : m->to;
        if ((!asks && !grants) || m->term > TERMS + 1 || known[m->term][m->from][candidate]) continue;
        known[m->term][m->from][candidate] = true;
        say_vote(m->from, candidate, m->term);
    }
}

/* Answers that tell a server of a later term, each once. */
static void say_rejections(void) {
    bool known[TERMS + 2][SERVERS] = {{false}};
    for (int k = 0; k < sent_count; k++) {
        const message *m = sent[k];
        bool answers = m->type == RAFT_IO_APPEND_ENTRIES_RESULT || m->type == RAFT_IO_REQUEST_VOTE_RESULT;
        if (!answers || m->term <= (int)servers[m->to].raft.current_term || known[m->term][m->to]) continue;
        known[m->term][m->to] = true;
        text("%s{\"tag\":\"rejection\",\"value\":{\"to\":\"r%d\",\"term\":%d}}", said++ ? "," : "", m->to, m->term - 1);
    }
}

static void say_commitments(void) {
    for (int term = 1; term <= TERMS; term++) {
        int most = 1;
        for (int i = 0; i < settings.servers; i++)
            if (leaderships[term + 1][i].committed > most) most = leaderships[term + 1][i].committed;
        for (int k = 1; k < most; k++)
            text("%s{\"tag\":\"commit\",\"value\":{\"term\":%d,\"length\":%d}}", said++ ? "," : "", term, k);
    }
}

const char *seen_of_raft(void) {
    text_start();
    text("\"messages\":{\"#set\":[");
    said = 0;
    say_votes();
    say_rejections();
    say_commitments();
    text("]},\"term\":");
    each(term, 0);
    text(",\"vote\":");
    each(vote, 0);
    text(",\"log\":");
    each(log_of, 0);
    text(",\"role\":");
    each(role, 0);
    text(",\"requests\":");
    per_term(asked);
    text(",\"appends\":");
    per_term(appended);
    text(",\"acknowledged\":");
    per_term(acknowledged);
    return text_end();
}

const char *seen(void) { return spec.is_membership ? seen_of_membership() : seen_of_raft(); }
