/* Servers of canonical's raft with their disks, their clocks and everything that they have sent.

   The package counts its first entry, the configuration at index 1 and term 1, which every log begins with and the spec
   does not have. In these files terms and indices are the package's; `observation.c` takes one off. */
#ifndef WORLD_H
#define WORLD_H
#include <raft.h>
#include <stdbool.h>

enum { SERVERS = 5, TERMS = 4, ENTRIES = 8, DATA = 120, MESSAGES = 4000, INPUTS = 1000, SNAPSHOTS = 1 << 17 };

/* How the package is used, and what its disk or its wire does to it. */
typedef struct {
    int servers, voters;
    bool forgets_vote, forgets_log; /* A restart loses that. */
    bool caps_answers;              /* The wire mends what a follower says that it has had. */
    bool stays_up;                  /* No server is restarted so that it hears a candidate. */
} world_settings;
extern world_settings settings;

typedef struct {
    int term, type, size;
    int voters; /* The bits of the voters of a configuration. */
    unsigned char data[DATA];
} entry;

/* A message as it was sent; what its kind does not have is zero. */
typedef struct {
    int type, from, to, term;
    int index, log_term, committed; /* Where entries or a log end, or what has been stored. */
    int rejected, granted, pre_vote, disrupts;
    int count;
    entry entries[ENTRIES];
} message;

typedef enum { TIMEOUT, PROPOSE, RESTART, BEAT, SILENCE, DELIVERED, ASSIGN } input_kind;

/* One thing that happens to one server. */
typedef struct {
    input_kind kind;
    int server;
    int member, role;       /* For ASSIGN. */
    const message *message; /* For DELIVERED. */
} input;

typedef enum { APPEND_WRITTEN, MESSAGE_SENT } completion_kind;

/* Something that the package has asked for, and has not been told yet that it is done. */
typedef struct {
    completion_kind kind;
    void *request, *done;
    const struct raft_entry *entries;
    unsigned count;
} completion;

typedef struct {
    struct raft raft;
    struct raft_io io;
    struct raft_fsm fsm;
    int number;
    raft_time clock; /* Milliseconds. */
    raft_io_tick_cb tick;
    raft_io_recv_cb receive;
    const message *handled;
    completion completions[32];
    int completion_count;
    /* The disk. */
    int term, vote, count;
    entry log[ENTRIES];
} server;

/* What a server has done as the leader of a term, which it forgets when it restarts. */
typedef struct {
    bool led;
    int known, committed, count;
    entry log[ENTRIES];
} leadership;

extern server servers[SERVERS];
extern const message *sent[MESSAGES]; /* In the order of their bytes, each once. */
extern int sent_count;
extern leadership leaderships[TERMS + 2][SERVERS];
extern const char *failure; /* The reason why the package gave up. */

void disk_start(server *s);
void entry_fill(entry *e, int term, int type, const struct raft_buffer *bytes);
void server_start(server *s, int number);
void server_close(server *s);
void server_feed(server *s, const input *in);
bool leads(const server *s);
bool has_leader(const server *s);
int term_at(const server *s, int index);

void world_start(void);
int world_mark(void);
void world_undo(int mark);
int world_snapshot(void);
void world_restore(int snapshot);
void world_forget(int snapshot);
void feed(input in);
void keep_message(const message *m);
input happening(input_kind kind, int server);
input delivery(const message *m);
bool is(const message *m, int type, int from, int to);
#endif
