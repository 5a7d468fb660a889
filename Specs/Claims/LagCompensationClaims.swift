import QuorateQuorums

private let delay: Quantity = "delay"
private let skew: Quantity = "skew"
private let shot: Quantity = "shot"
private let move: Quantity = "move"
private let shotStamp: Quantity = "shotStamp"
private let moveStamp: Quantity = "moveStamp"
private let shotArrival: Quantity = "shotArrival"
private let moveArrival: Quantity = "moveArrival"

/// Lag compensation in games: a hit is granted if the shot came before the move that avoids it. The server sees
/// stamps by clocks that are wrong by at most the skew, and arrivals late by at most the delay; times are natural.
package let lagCompensationClaims: [Claim] = [
    compensated(
        "lag-compensation", "A shot that provably precedes the move, by stamp or by arrival, precedes it."
    ) {
        // The latest time at which the shot can have been fired, and the earliest of the move.
        shotStamp + skew < moveStamp - skew || shotStamp + skew < moveArrival - delay
            || shotArrival < moveStamp - skew || shotArrival < moveArrival - delay
    } then: {
        shot < move
    },
    compensated(
        "lag-compensation-no-margin", "A shot with a stamp before that of the move does not come after it."
    ) {
        shotStamp < moveStamp
    } then: {
        shot <= move
    }.refuted(["delay": 0, "skew": 1]),
    compensated("lag-compensation-arrival", "A shot that arrives before the move does not come after it.") {
        shotArrival < moveArrival
    } then: {
        shot <= move
    }.refuted(["delay": 2, "skew": 0]),
]

private func compensated(
    _ name: String, _ sentence: String, @PropositionBuilder granted: () -> [Proposition],
    @PropositionBuilder then: () -> [Proposition]
) -> Claim {
    Claim(
        name, sentence,
        source: "Bernier, Latency Compensating Methods in Client/Server In-game Protocol Design (2001)"
    ) {
        arrival(shotArrival, of: shot)
        arrival(moveArrival, of: move)
        stamp(shotStamp, of: shot)
        stamp(moveStamp, of: move)
        granted()
    } then: {
        then()
    } inTheCase: {
        delay >= 1
        skew >= 1
    }
}

private func arrival(_ arrival: Quantity, of time: Quantity) -> [Proposition] {
    [delay >= arrival - time, time <= arrival]
}

private func stamp(_ stamp: Quantity, of time: Quantity) -> [Proposition] {
    [skew >= stamp - time, skew >= time - stamp]
}
