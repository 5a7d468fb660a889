public import QuorateLanguage

/// Evidence that a correct replica can have: a fact that more messages can only make true, never false.
///
/// There is no `!`, and no function of the library reads it as a `Bool`: an action is offered on it with
/// ``QuorateLanguage/Next/take(_:if:given:file:line:_:)``. That is what makes it sound to have the messages of faulty
/// replicas in the state from the start: whatever could be done before they were sent can still be done. Neither its
/// text nor its mirror tells, and an effect that is run only where it is given cannot change a local variable.
///
/// A type cannot prevent everything: who reads memory with unsafe pointers, who has the right side of an `&&` or `||`,
/// or the closure of `any` or `all`, leave a note that it was asked, or keeps one in a reference or a global variable,
/// still finds out. For that there is the comparison with the adversary step by step, ``StepByStep`` and
/// `quorate check --adversary-twin`.
///
/// What can only be done where a message has *not* come, such as to rest for ever, is not covered: see
/// ``MonotoneVotes``.
@frozen
public struct Evidence: Sendable {
    // No code outside the library reads it: not even the specs of this package can.
    @usableFromInline let isGiven: Bool

    /// The evidence of a fact that depends on correct replicas only.
    ///
    /// A fact that was found by asking what faulty replicas have sent, in whatever roundabout way, is not one.
    @inlinable @inline(__always)
    public init(_ fact: Bool) { isGiven = fact }

    /// Both.
    @inlinable @inline(__always)
    public static func && (left: Evidence, right: @autoclosure () -> Evidence) -> Evidence {
        Evidence(left.isGiven && right().isGiven)
    }

    /// At least one of them.
    @inlinable @inline(__always)
    public static func || (left: Evidence, right: @autoclosure () -> Evidence) -> Evidence {
        Evidence(left.isGiven || right().isGiven)
    }

    /// At least one element's.
    @inlinable @inline(__always)
    public static func any<Elements: Sequence>(
        of elements: Elements, _ evidence: (Elements.Element) -> Evidence
    ) -> Evidence {
        for element in elements where evidence(element).isGiven { return Evidence(true) }
        return Evidence(false)
    }

    /// Every element's.
    @inlinable @inline(__always)
    public static func all<Elements: Sequence>(
        of elements: Elements, _ evidence: (Elements.Element) -> Evidence
    ) -> Evidence {
        for element in elements where !evidence(element).isGiven { return Evidence(false) }
        return Evidence(true)
    }
}

extension Next {
    /// Offers one step on the evidence of messages, which may come from faulty replicas.
    ///
    /// - Parameters:
    ///   - action: the action with its arguments.
    ///   - condition: what must be true of correct replicas; true unless given.
    ///   - evidence: what must have been heard.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - effect: changes the state to the one after the step.
    @inlinable @inline(__always)
    public mutating func take(
        _ action: @autoclosure () -> S.Action, if condition: @autoclosure () -> Bool = true,
        given evidence: @autoclosure () -> Evidence, file: StaticString = #fileID, line: UInt = #line,
        _ effect: @Sendable (inout S.State) -> Void
    ) {
        // Evidence takes longer than a look at whether anybody is there to hear.
        if _slowPath(isOver) { return }
        take(action(), if: condition() && evidence().isGiven, file: file, line: line, effect)
    }
}

extension Property {
    /// A property that falls once there is evidence against it.
    @inlinable @inline(__always)
    public static func always(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        unless counterevidence: @escaping @Sendable (State) -> Evidence
    ) -> Property {
        .always(name, file: file, line: line) { state in !counterevidence(state).isGiven }
    }

    /// A property that is met once there is evidence for it.
    @inlinable @inline(__always)
    public static func reachable(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        given evidence: @escaping @Sendable (State) -> Evidence
    ) -> Property {
        .reachable(name, file: file, line: line) { state in evidence(state).isGiven }
    }

    /// A property that every fair run meets at some time by evidence of correct replicas alone: what only faulty replicas
    /// could add, nobody can count on.
    public static func eventually(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        when premise: (@Sendable (State) -> Bool)? = nil,
        given evidence: @escaping @Sendable (State) -> Evidence
    ) -> Property {
        .eventually(name, file: file, line: line, when: premise) { state in evidence(state).isGiven }
    }

    /// A property by which evidence of anybody is followed by evidence of correct replicas alone, in every fair run.
    public static func leadsTo(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        from premise: @escaping @Sendable (State) -> Evidence,
        given evidence: @escaping @Sendable (State) -> Evidence
    ) -> Property {
        .leadsTo(
            name, file: file, line: line, from: { state in premise(state).isGiven },
            to: { state in evidence(state).isGiven })
    }
}
