/// The kinds of property.
public enum PropertyKind: String, Sendable {
    /// True in every reachable state.
    case always
    /// True in some reachable state.
    case reachable
    /// Every reachable state has an enabled action, or is one in which the protocol may rest.
    case deadlockFreedom
    /// True at some time in every fair run.
    case eventually
    /// In every fair run true at some time after each state that asks for it, or in that state.
    case leadsTo
    /// True from some time on in every fair run.
    case eventuallyAlways
    /// True again and again in every fair run.
    case infinitelyOften

    /// True of the kinds that speak of whole runs: no state breaks them, only a run without end.
    public var isLiveness: Bool {
        switch self {
        case .always, .reachable, .deadlockFreedom: false
        case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: true
        }
    }
}

/// Something that a spec must guarantee, or that must be possible in it.
///
/// The predicates are compiled into loops over blocks of states where they are written, so that a search pays
/// one indirect call per block.
public struct Property<State: SpecState>: Sendable {
    /// The name, unique within its spec.
    public let name: String
    /// Kind of the property: the meaning of the predicate for the run.
    public let kind: PropertyKind
    /// Place of the property in the spec's source.
    public let site: SourceSite
    /// The predicate: for `.always` what must be true, for `.reachable` what must be met, for deadlock-freedom
    /// where resting is allowed, for liveness the goal. Not public: a guard that asked it could negate what faulty replicas have sent.
    @usableFromInline package let holds: @Sendable (State) -> Bool
    /// Condition under which the predicate is asked for at all, or nil for always.
    @usableFromInline package let premise: (@Sendable (State) -> Bool)?
    @usableFromInline let scan: @Sendable (UnsafeRawPointer, Int) -> PropertyScan

    @usableFromInline
    init(
        name: String, kind: PropertyKind, site: SourceSite, holds: @escaping @Sendable (State) -> Bool,
        premise: (@Sendable (State) -> Bool)?,
        scan: @escaping @Sendable (UnsafeRawPointer, Int) -> PropertyScan
    ) {
        self.name = name
        self.kind = kind
        self.site = site
        self.holds = holds
        self.premise = premise
        self.scan = scan
    }

    @usableFromInline
    static func site(_ file: StaticString, _ line: UInt) -> SourceSite { SourceSite(file, line) }

    /// A property that is true in every reachable state.
    @inlinable @inline(__always)
    public static func always(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        Property(name: name, kind: .always, site: site(file, line), holds: holds, premise: nil) {
            start, count in
            PropertyScan(
                firstHit: StateBlock<State>(start, count).firstIndex { !holds($0) }, premiseHeld: true)
        }
    }

    /// A property that is true in every reachable state in which its premise is; a premise that is true in no
    /// reachable state is reported.
    @inlinable @inline(__always)
    public static func always(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        when premise: @escaping @Sendable (State) -> Bool, then holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        Property(name: name, kind: .always, site: site(file, line), holds: holds, premise: premise) {
            start, count in
            var premiseHeld = false
            let hit = StateBlock<State>(start, count).firstIndex { state in
                guard premise(state) else { return false }
                premiseHeld = true
                return !holds(state)
            }
            return PropertyScan(firstHit: hit, premiseHeld: premiseHeld)
        }
    }

    /// A property that is true in at least one reachable state.
    @inlinable @inline(__always)
    public static func reachable(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        Property(name: name, kind: .reachable, site: site(file, line), holds: holds, premise: nil) {
            start, count in
            PropertyScan(firstHit: StateBlock<State>(start, count).firstIndex(holds), premiseHeld: true)
        }
    }

    /// Every reachable state has an enabled action, except those in which the protocol `mayRest`.
    ///
    /// An action that changes nothing counts as enabled. A state outside the constraint is not expanded and
    /// so is not asked.
    public static func deadlockFreedom(
        _ name: String = "deadlock freedom", file: StaticString = #fileID, line: UInt = #line,
        unless mayRest: @escaping @Sendable (State) -> Bool = { _ in false }
    ) -> Property {
        // Deadlocks show when a state is expanded, so there is nothing to scan for in new states.
        Property(
            name: name, kind: .deadlockFreedom, site: site(file, line), holds: mayRest, premise: nil
        ) { _, _ in PropertyScan(firstHit: -1, premiseHeld: true) }
    }

    /// The answer of one state, taken alone: it violates this property or, for a `.reachable`, meets it.
    ///
    /// - Parameter hasEnabledAction: whether some action is enabled in `state`; asked for deadlock freedom only.
    package func isShown(by state: State, hasEnabledAction: @autoclosure () -> Bool) -> Bool {
        switch kind {
        case .always: (premise?(state) ?? true) && !holds(state)
        case .reachable: holds(state)
        case .deadlockFreedom: !hasEnabledAction() && !holds(state)
        // One state shows nothing: it takes a run without end.
        case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften: false
        }
    }
}

/// Result of the scan of a block of states for one property.
@frozen
public struct PropertyScan: Sendable {
    /// The position in the block of the first state that violates (or, for `.reachable`, meets) the property,
    /// or -1.
    public let firstHit: Int
    /// Truth of the premise in some state up to there; true for a property without one.
    public let premiseHeld: Bool

    @inlinable @inline(__always)
    init(firstHit: Int, premiseHeld: Bool) {
        self.firstHit = firstHit
        self.premiseHeld = premiseHeld
    }
}

/// Consecutive states in memory, each padded to whole 64-bit words. Nobody writes to them meanwhile, as is told at
/// `StateStore` in the explorer.
@frozen
@usableFromInline
struct StateBlock<State: SpecState> {
    @usableFromInline let start: UnsafeRawPointer
    @usableFromInline let count: Int

    @inlinable @inline(__always)
    init(_ start: UnsafeRawPointer, _ count: Int) {
        self.start = start
        self.count = count
    }

    /// Bytes from one state to the next.
    @inlinable @inline(__always)
    static var stride: Int { (MemoryLayout<State>.size &+ 7) & ~7 }

    /// The position of the first state that satisfies `predicate`, or -1.
    @inlinable @inline(__always)
    func firstIndex(_ predicate: (State) -> Bool) -> Int {
        var place = start
        for index in 0..<count {
            if predicate(place.loadUnaligned(as: State.self)) { return index }
            place += Self.stride
        }
        return -1
    }

    /// Calls `body` with every state and its position.
    @inlinable @inline(__always)
    func forEach(_ body: (State, Int) -> Void) {
        var place = start
        for index in 0..<count {
            body(place.loadUnaligned(as: State.self), index)
            place += Self.stride
        }
    }
}
