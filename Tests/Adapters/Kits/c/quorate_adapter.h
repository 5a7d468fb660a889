/* The C side of Quorate's adapter protocol, version 1: the lines, so that an adapter is a few functions. Copy this
   file; it needs nothing but C99. Include it in one source file only.

   Whatever the code under test prints must go to standard error: standard output belongs to the protocol. */
#ifndef QUORATE_ADAPTER_H
#define QUORATE_ADAPTER_H
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What became of a step. */
typedef enum { QUORATE_DONE, QUORATE_REFUSED, QUORATE_IMPOSSIBLE, QUORATE_THREW, QUORATE_NEVER } quorate_result;

/* The reason of QUORATE_NEVER, which needs one, of QUORATE_THREW, and of a spec that is not taken. */
static const char *quorate_reason;

/* A step of the spec: the text of its action and of its arguments, whole numbers in decimal. */
typedef struct {
    const char *action;
    int argument_count;
    const char *arguments[8];
    const char *json; /* All arguments as they came, for those that are neither texts nor numbers. */
} quorate_step;

/* The real code. `observes` is what `state` prints, as `"count","sent"`, or NULL for a spec that is another.
   `state` prints the members of an object with quorate_print, as `"count":5,"sent":{"#set":["r0"]}`. */
typedef struct {
    const char *(*hello)(const char *spec, int (*parameter)(const char *name));
    quorate_result (*start)(const char *state); /* The initial state as JSON: see quorate_find. */
    quorate_result (*take)(const quorate_step *step);
    void (*state)(void);
    int (*snapshot)(void); /* A copy of everything, as a number; this and the two below may be NULL. */
    void (*restore)(int snapshot);
    void (*forget)(int snapshot);
} quorate_adapter;

/* Where `"key":` leads to in JSON, at any depth, or NULL: enough for keys of which there is one. */
static const char *quorate_find(const char *json, const char *key) {
    size_t length = strlen(key);
    for (const char *place = json; place && (place = strchr(place, '"')); place++)
        if (!strncmp(place + 1, key, length) && place[length + 1] == '"') {
            const char *value = place + length + 2;
            while (*value == ' ') value++;
            if (*value++ != ':') continue;
            while (*value == ' ') value++;
            return value;
        }
    return NULL;
}

/* A value as text, in `text`: a string, a whole number, true or false; returns where it ends. */
static const char *quorate_text(const char *json, char *text, size_t size) {
    size_t length = 0;
    if (!strncmp(json, "{\"#bigint\"", 10)) {
        json = quorate_text(strchr(json, ':') + 1, text, size);
        return json && *json == '}' ? json + 1 : json;
    }
    while (*json == ' ') json++;
    int quoted = *json == '"';
    for (json += quoted; *json && (quoted ? *json != '"' : !strchr(",]} \n", *json)); json++) {
        if (quoted && *json == '\\' && json[1]) json++;
        if (length + 1 < size) text[length++] = *json;
    }
    text[length] = 0;
    return json + quoted;
}

static void quorate_print(const char *format, ...) {
    va_list values;
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
}

static const char *quorate_greeting;

static int quorate_parameter(const char *name) {
    const char *value = quorate_find(quorate_find(quorate_greeting, "parameters"), name);
    return value ? atoi(value) : 0;
}

static int quorate_number(const char *line, const char *key) {
    char text[32];
    quorate_text(quorate_find(line, key), text, sizeof text);
    return atoi(text);
}

static void quorate_answer(const quorate_adapter *adapter, const char *line, long id, const char *op) {
    static const char *deeds[] = {"done", "refused", "impossible", NULL, "never"};
    quorate_result result = QUORATE_DONE;
    char texts[9][128];
    if (!strcmp(op, "hello")) {
        quorate_greeting = line;
        quorate_text(quorate_find(line, "spec"), texts[0], sizeof texts[0]);
        const char *observes = adapter->hello(texts[0], quorate_parameter);
        if (!observes && quorate_reason) quorate_print("{\"id\":%ld,\"error\":\"%s\"}\n", id, quorate_reason);
        else if (!observes) quorate_print("{\"id\":%ld,\"error\":\"this is no %s\"}\n", id, texts[0]);
        else quorate_print("{\"id\":%ld,\"protocol\":1,\"observes\":[%s],\"can\":[%s]}\n", id, observes,
                           adapter->snapshot ? "\"snapshots\"" : "");
        return;
    }
    if (!strcmp(op, "snapshot") && adapter->snapshot) {
        quorate_print("{\"id\":%ld,\"snapshot\":\"%d\"}\n", id, adapter->snapshot());
        return;
    }
    if (!strcmp(op, "forget") && adapter->forget) {
        adapter->forget(quorate_number(line, "snapshot"));
        quorate_print("{\"id\":%ld}\n", id);
        return;
    }
    if (!strcmp(op, "start")) {
        result = adapter->start(quorate_find(line, "state"));
    } else if (!strcmp(op, "take")) {
        quorate_step step = {texts[8], 0, {0}, quorate_find(line, "arguments")};
        quorate_text(quorate_find(line, "action"), texts[8], sizeof texts[8]);
        const char *place = step.json + 1;
        while (*place && *place != ']' && step.argument_count < 8) {
            step.arguments[step.argument_count] = texts[step.argument_count];
            place = quorate_text(place, texts[step.argument_count++], sizeof texts[0]);
            while (*place == ',' || *place == ' ') place++;
        }
        result = adapter->take(&step);
    } else if (!strcmp(op, "restore") && adapter->restore) {
        adapter->restore(quorate_number(line, "snapshot"));
    } else {
        result = QUORATE_THREW;
    }
    if (result == QUORATE_THREW) {
        quorate_print("{\"id\":%ld,\"error\":\"%s failed%s%s\"}\n", id, op, quorate_reason ? ": " : "",
                      quorate_reason ? quorate_reason : "");
        return;
    }
    quorate_print("{\"id\":%ld,\"did\":\"%s\",", id, deeds[result]);
    if (result == QUORATE_NEVER) quorate_print("\"reason\":\"%s\",", quorate_reason);
    quorate_print("\"state\":{");
    adapter->state();
    quorate_print("}}\n");
}

/* Answers requests until there are no more. */
static void quorate_serve(const quorate_adapter *adapter) {
    static char line[1 << 20];
    char op[16];
    char *greeting = NULL;
    while (fgets(line, sizeof line, stdin)) {
        const char *id = quorate_find(line, "id"), *name = quorate_find(line, "op");
        if (!id || !name) exit(1);
        quorate_text(name, op, sizeof op);
        if (!strcmp(op, "end")) break;
        if (!strcmp(op, "hello")) strcpy(greeting = malloc(strlen(line) + 1), line);
        quorate_answer(adapter, strcmp(op, "hello") ? line : greeting, atol(id), op);
        fflush(stdout);
    }
    free(greeting);
}
#endif
