/* Mistakes put in front of functions of the package, which is linked from its archive for that: the linker's `--wrap` gives
   a call from one of its object files to another to a function here, which calls the real one with something else. */
#include "../world.h"
#include <string.h>

static const char *made = "";

bool make_change(const char *mutant) {
    static const char *const all[] = {"votes-twice", "votes-for-any-log", "counts-old-votes", "keeps-conflicts"};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (!strcmp(mutant, all[k])) made = all[k];
    return *made;
}

/* `--corrects`: a leader counts an entry of an earlier term for nothing, as the paper has it. */
bool corrects;

static bool is_made(const char *mutant) { return !strcmp(made, mutant); }

int __real_recvRequestVote(struct raft *r, raft_id from, const char *address, const struct raft_request_vote *request);

/* Whoever leads and votes twice has to hear the candidate. */
int __wrap_recvRequestVote(struct raft *r, raft_id from, const char *address, const struct raft_request_vote *request) {
    struct raft_request_vote other = *request;
    if (is_made("votes-twice")) other.disrupt_leader = true;
    return __real_recvRequestVote(r, from, address, &other);
}

int __real_electionVote(struct raft *r, const struct raft_request_vote *request, bool *granted);

int __wrap_electionVote(struct raft *r, const struct raft_request_vote *request, bool *granted) {
    struct raft_request_vote other = *request;
    if (is_made("votes-twice")) r->voted_for = 0;
    if (is_made("votes-for-any-log")) other.last_log_term = request->term;
    return __real_electionVote(r, &other, granted);
}

int __real_recvRequestVoteResult(struct raft *r, raft_id from, const char *address,
                                 const struct raft_request_vote_result *vote);

int __wrap_recvRequestVoteResult(struct raft *r, raft_id from, const char *address,
                                 const struct raft_request_vote_result *vote) {
    struct raft_request_vote_result other = *vote;
    if (is_made("counts-old-votes") && vote->term < r->current_term) other.term = r->current_term;
    return __real_recvRequestVoteResult(r, from, address, &other);
}

raft_term logTermOf(struct raft_log *log, raft_index index);

int __real_replicationAppend(struct raft *r, const struct raft_append_entries *request, raft_index *rejected, bool *waits);

int __wrap_replicationAppend(struct raft *r, const struct raft_append_entries *request, raft_index *rejected, bool *waits) {
    for (unsigned k = 0; is_made("keeps-conflicts") && k < request->n_entries; k++) {
        raft_term own = logTermOf(&r->log, request->prev_log_index + 1 + k);
        if (own) request->entries[k].term = own;
    }
    return __real_replicationAppend(r, request, rejected, waits);
}

int __real_replicationUpdate(struct raft *r, const struct raft_server *from,
                             const struct raft_append_entries_result *result);

/* The package looks at nothing but the last entry that is stored, and at that only where it is behind what is committed. */
int __wrap_replicationUpdate(struct raft *r, const struct raft_server *from,
                             const struct raft_append_entries_result *result) {
    raft_index stored = r->last_stored;
    if (corrects && logTermOf(&r->log, stored) < r->current_term) r->last_stored = r->commit_index;
    int came = __real_replicationUpdate(r, from, result);
    r->last_stored = stored;
    return came;
}
