import QuorateQuorums

private let k: Quantity = "k"
private let toFirst: Quantity = "toFirst"
private let toSecond: Quantity = "toSecond"
private let mostFirst: Quantity = "mostFirst"
private let mostSecond: Quantity = "mostSecond"
private let fewerFirst: Quantity = "fewerFirst"
private let fewerSecond: Quantity = "fewerSecond"
private let first: Quantity = "first"
private let second: Quantity = "second"
private let firstDecides: Quantity = "firstDecides"
private let secondDecides: Quantity = "secondDecides"
private let firstWouldDecide: Quantity = "firstWouldDecide"
private let secondWouldDecide: Quantity = "secondWouldDecide"

private let akkoyunlu =
    "Akkoyunlu, Ekanadham and Huber, Some Constraints and Tradeoffs in the Design of Network"
    + " Communications (1975)"

/// Two generals over a chain of k messages, for every k. The second general gets the first message and answers, so of those
/// that arrive it gets as many as the first general, or one more. The spec `TwoGenerals` enumerates the protocols of small
/// k.
///
/// Induction on the number of messages that arrive: "two-generals-no-message" is its base and "two-generals-last-message"
/// its step, for any tables of what the generals do. So if the first does not attack without an order, they do not attack
/// when all k arrive either. "two-generals" is the whole of it for those that attack from some number on.
package let twoGeneralsClaims: [Claim] = [
    Claim(
        "two-generals-no-message",
        "Generals that always agree decide without a message as without an order: the second cannot tell.",
        source: akkoyunlu
    ) {
        chain(toFirst, toSecond)
        toFirst + toSecond == 0
        (toSecond == 0).implies(secondDecides == secondWouldDecide)
        firstDecides == secondDecides
        firstWouldDecide == secondWouldDecide
    } then: {
        firstDecides == firstWouldDecide
    } inTheCase: {
        firstDecides >= 1
    },
    withFewer(
        1, "two-generals-last-message",
        "Generals that always agree decide as if the last message had not arrived: one of them cannot tell."
    ),
    withFewer(
        2, "two-generals-last-two-messages",
        "Generals that agree decide as if the last two had not arrived, which both of them can tell."
    ).refuted(["toFirst": 1, "toSecond": 1]),
    Claim(
        "two-generals",
        "Whatever numbers of messages make the generals attack, one attacks alone when some message is lost.",
        source: akkoyunlu
    ) {
        requirements()
        chain(toFirst, toSecond)
        // The fewest arrivals with which some general attacks.
        toFirst + toSecond <= 2 * first
        toFirst + toSecond <= 2 * second - 1
        toFirst + toSecond == 2 * first || toFirst + toSecond == 2 * second - 1
    } then: {
        toFirst + toSecond <= k
        attacksAlone()
    } inTheCase: {
        k >= 2
    },
    Claim(
        "two-generals-reliable",
        "Whatever numbers of messages make the generals attack, one attacks alone when no message is lost.",
        source: akkoyunlu
    ) {
        requirements()
        toFirst == mostFirst
        toSecond == mostSecond
    } then: {
        attacksAlone()
    } inTheCase: {
        k >= 1
    }.refuted(["k": 1, "first": 0, "second": 1]),
]

/// Claim that generals who agree decide the same if `lost` messages less arrive; a decision is a number, and a function of
/// how many a general has received.
private func withFewer(_ lost: Int, _ name: String, _ sentence: String) -> Claim {
    Claim(name, sentence, source: akkoyunlu) {
        chain(toFirst, toSecond)
        chain(fewerFirst, fewerSecond)
        toFirst + toSecond == fewerFirst + fewerSecond + .number(lost)
        (toFirst == fewerFirst).implies(firstDecides == firstWouldDecide)
        (toSecond == fewerSecond).implies(secondDecides == secondWouldDecide)
        firstDecides == secondDecides
        firstWouldDecide == secondWouldDecide
    } then: {
        firstDecides == firstWouldDecide
    } inTheCase: {
        firstDecides >= 1
        toFirst >= 1
    }
}

private func chain(_ toFirst: Quantity, _ toSecond: Quantity) -> [Proposition] {
    [toFirst <= toSecond, toSecond <= toFirst + 1]
}

/// Numbers of messages to attack on: they arrive if nothing is lost, and without any message the second does not attack.
private func requirements() -> [Proposition] {
    chain(mostFirst, mostSecond)
        + [mostFirst + mostSecond == k, first <= mostFirst, second <= mostSecond, second >= 1]
}

private func attacksAlone() -> Proposition {
    toFirst >= first && toSecond < second || toSecond >= second && toFirst < first
}
