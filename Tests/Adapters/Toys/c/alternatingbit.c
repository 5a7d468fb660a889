/* The alternating bit protocol in C, under Quorate. A first argument makes the code wrong in one way. */
#include "../../Kits/c/quorate_adapter.h"

typedef struct { int bit, datum; } message;
static struct {
    message messages[8];
    int message_count, acks[8], ack_count;
    int sender_bit, sender_ack, receiver_bit, sent, received;
} now;
static int capacity;
static const char *wrong = "";

static const char *hello(const char *spec, int (*parameter)(const char *)) {
    capacity = parameter("queueLength");
    if (strcmp(spec, "AlternatingBit")) return NULL;
    return "\"messages\",\"acks\",\"senderBit\",\"senderAck\",\"receiverBit\",\"sent\",\"received\"";
}

static int is(const char *state, const char *key, const char *expected) {
    char text[32];
    quorate_text(quorate_find(state, key), text, sizeof text);
    return !strcmp(text, expected);
}

static quorate_result start(const char *state) {
    memset(&now, 0, sizeof now);
    now.sender_bit = is(state, "senderBit", "true");
    now.sender_ack = is(state, "senderAck", "true");
    now.receiver_bit = is(state, "receiverBit", "true");
    now.sent = is(state, "sent", "d2");
    now.received = is(state, "received", "d2");
    return QUORATE_DONE;
}

static void transmit(void) {
    message sent = {now.sender_bit, now.sent};
    now.messages[now.message_count++] = sent;
}

static quorate_result take(const quorate_step *step) {
    const char *action = step->action, *argument = step->argument_count ? step->arguments[0] : "";
    int acknowledged = now.sender_ack == now.sender_bit, place = atoi(argument);
    if (!strcmp(action, "sendNewValue")) {
        if (!acknowledged && strcmp(wrong, "hasty")) return QUORATE_REFUSED;
        if (now.message_count == capacity) return QUORATE_DONE;
        now.sender_bit = !now.sender_bit;
        now.sent = !strcmp(argument, "d2");
        transmit();
    } else if (!strcmp(action, "resend")) {
        if (acknowledged) return QUORATE_REFUSED;
        if (now.message_count < capacity) transmit();
    } else if (!strcmp(action, "receiveMessage")) {
        if (!now.message_count) return QUORATE_IMPOSSIBLE;
        now.receiver_bit = now.messages[0].bit;
        if (strcmp(wrong, "forgetful") || now.received) now.received = now.messages[0].datum;
        memmove(now.messages, now.messages + 1, sizeof(message) * --now.message_count);
    } else if (!strcmp(action, "sendAck")) {
        if (now.ack_count < capacity) now.acks[now.ack_count++] = now.receiver_bit;
    } else if (!strcmp(action, "receiveAck")) {
        if (!now.ack_count) return QUORATE_IMPOSSIBLE;
        if (!strcmp(wrong, "crashes") && now.acks[0] != now.receiver_bit) abort();
        now.sender_ack = now.acks[0];
        memmove(now.acks, now.acks + 1, sizeof(int) * --now.ack_count);
    } else if (!strcmp(action, "loseMessage")) {
        if (place >= now.message_count) return QUORATE_IMPOSSIBLE;
        memmove(now.messages + place, now.messages + place + 1, sizeof(message) * (--now.message_count - place));
    } else if (!strcmp(action, "loseAck")) {
        if (place >= now.ack_count) return QUORATE_IMPOSSIBLE;
        memmove(now.acks + place, now.acks + place + 1, sizeof(int) * (--now.ack_count - place));
    } else {
        return QUORATE_THREW;
    }
    return QUORATE_DONE;
}

static const char *truth(int value) { return value ? "true" : "false"; }
static const char *datum(int value) { return value ? "d2" : "d1"; }

static void state(void) {
    quorate_print("\"messages\":[");
    for (int i = 0; i < now.message_count; i++)
        quorate_print("%s{\"bit\":%s,\"datum\":\"%s\"}", i ? "," : "", truth(now.messages[i].bit),
                      datum(now.messages[i].datum));
    quorate_print("],\"acks\":[");
    for (int i = 0; i < now.ack_count; i++) quorate_print("%s%s", i ? "," : "", truth(now.acks[i]));
    quorate_print("],\"senderBit\":%s,\"senderAck\":%s,\"receiverBit\":%s,\"sent\":\"%s\",\"received\":\"%s\"",
                  truth(now.sender_bit), truth(now.sender_ack), truth(now.receiver_bit), datum(now.sent),
                  datum(now.received));
}

int main(int count, char **arguments) {
    static const quorate_adapter adapter = {hello, start, take, state, NULL, NULL, NULL};
    if (count > 1) wrong = arguments[1];
    quorate_serve(&adapter);
    return 0;
}
