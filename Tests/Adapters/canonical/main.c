/* An adapter for canonical's raft (libraft-dev): it speaks JSON lines with `quorate replay` and `quorate conform`. */
#include "../Kits/c/quorate_adapter.h"
#include "specs.h"

#ifdef CHANGED
bool make_change(const char *mutant);
extern bool corrects;
#else
static bool corrects;
static bool make_change(const char *mutant) { (void)mutant; return false; }
#endif

static bool is_figure8;

/* The change that a mutant stands for: in what a restart finds, or in the code. Two of them the package needs no change
   for. */
static bool takes_mutant(void) {
    char mutant[64];
    quorate_text(quorate_find(quorate_greeting, "mutant"), mutant, sizeof mutant);
    if (!strcmp(mutant, "null") || !strcmp(mutant, "counts-old-terms") || !strcmp(mutant, "no-no-op")) return true;
    if (!strcmp(mutant, "volatile-vote")) return settings.forgets_vote = true;
    if (!strcmp(mutant, "volatile-log")) return settings.forgets_log = true;
    if (make_change(mutant)) return true;
    quorate_reason = "the package as it is has no such change; build the adapter with -DCHANGED";
    return false;
}

static const char *hello(const char *name, int (*parameter)(const char *)) {
    settings.servers = settings.voters = parameter("servers");
    spec.last_term = parameter("terms"), spec.entries = parameter("entries");
    spec.is_membership = !strcmp(name, "MembershipChange");
    if (spec.is_membership) {
        settings.voters = spec.members = parameter("members"), spec.is_single = parameter("method") == 1;
    } else if (strcmp(name, "Raft")) {
        return NULL;
    } else if ((is_figure8 = parameter("figure8"))) {
        spec.last_term += 2;
    }
    if (settings.voters < 2) quorate_reason = "a server alone elects itself in one step, which is two in the spec";
    if (settings.voters < 2 || !takes_mutant()) return NULL;
    return spec.is_membership ? "\"log\",\"committed\",\"elected\",\"term\",\"voted\""
        : "\"messages\",\"term\",\"vote\",\"log\",\"role\",\"requests\",\"appends\",\"acknowledged\"";
}

static result take(const step *s) { return spec.is_membership ? take_of_membership(s) : take_of_raft(s); }

/* The paper's figure 8 at (b): servers 0 and 1 have led a term each, and have an entry that nobody else has. */
static const step to_figure8[] = {
    {"timeout", {0}}, {"vote", {1, 0, 1}}, {"lead", {0}}, {"propose", {0}}, {"restart", {0}},
    {"timeout", {1}}, {"vote", {2, 1, 2}}, {"lead", {1}}, {"propose", {1}},
};

static quorate_result start_anew(const char *state) {
    (void)state;
    world_start();
    for (size_t k = 0; is_figure8 && k < sizeof to_figure8 / sizeof *to_figure8; k++)
        if (take(&to_figure8[k]) != DONE) return QUORATE_THREW;
    return QUORATE_DONE;
}

/* The servers of a set, as bits. */
static int bits_of(const char *place) {
    int bits = 0;
    for (const char *end = strchr(place, ']'); place < end; place++)
        if (place[0] == '"' && place[1] == 'r') bits |= 1 << atoi(place + 2);
    return bits;
}

/* Servers, numbers, and at most one set, which is the last argument. */
static step step_of(const quorate_step *from) {
    step s = {from->action, {0}};
    const char *set = strstr(from->json, "{\"#set\"");
    int plain = !strcmp(s.action, "elect") ? 2 : !strcmp(s.action, "change") ? 1 : 4;
    for (int k = 0; k < plain && k < from->argument_count; k++)
        s.arguments[k] = atoi(from->arguments[k] + (from->arguments[k][0] == 'r'));
    if (plain < 4 && set) s.arguments[plain] = bits_of(set + 7);
    return s;
}

static quorate_result take_step(const quorate_step *from) {
    static const quorate_result results[] = {QUORATE_DONE, QUORATE_REFUSED, QUORATE_IMPOSSIBLE, QUORATE_THREW,
        QUORATE_NEVER};
    step s = step_of(from);
    result r = take(&s);
    quorate_reason = failure ? failure : reason;
    return failure ? QUORATE_THREW : results[r];
}

static void show(void) { quorate_print("%s", seen()); }

int main(int count, char **words) {
    for (int k = 1; k < count; k++) {
        settings.caps_answers |= !strcmp(words[k], "--caps-answers");
        settings.stays_up |= !strcmp(words[k], "--stays-up");
        corrects |= !strcmp(words[k], "--corrects");
    }
    quorate_serve(&(quorate_adapter){hello, start_anew, take_step, show, world_snapshot, world_restore,
        world_forget});
    return 0;
}
