public import QuorateQuorums

/// Drawing of a state: a box for each replica, arrows between boxes, and notes on what belongs to no replica.
///
/// All texts are plain, and are shortened where they are too long to be drawn. A meaning is told by a word as well, which
/// is the badge's: no drawing says anything by colour alone.
public struct StateDrawing: Hashable, Sendable {
    /// Arrangement of the boxes.
    public enum Layout: String, Hashable, Sendable {
        /// Below each other.
        case list
        /// On a circle, in the order in which they are added, as on a ring.
        case ring
    }

    /// Meaning of a badge or an arrow.
    public enum Meaning: String, CaseIterable, Hashable, Sendable {
        case plain
        /// Special among the replicas, as a leader or a coordinator.
        case leading
        /// At its goal, as one that has decided.
        case done
        /// Waiting for something, or on its way.
        case waiting
        /// Crashed, faulty or wrong.
        case wrong
    }

    /// Word about a replica, with its meaning.
    public struct Badge: Hashable, Sendable {
        /// Word that is shown.
        public var text: String
        /// Meaning of the word.
        public var meaning: Meaning

        /// The given word.
        public init(_ text: String, _ meaning: Meaning = .plain) {
            (self.text, self.meaning) = (text, meaning)
        }
    }

    /// Box of a replica.
    public struct Box: Hashable, Sendable {
        /// Replica whose box it is.
        public var replica: ReplicaID
        /// Name of the replica.
        package var name: String { replica.description }
        /// Line of text about the replica.
        public var text: String
        /// Words about the replica.
        public var badges: [Badge]
    }

    /// Arrow from one box to another.
    public struct Arrow: Hashable, Sendable {
        /// Replica at which it begins.
        public var from: ReplicaID
        /// Replica at which it ends.
        public var to: ReplicaID
        /// Word beside it.
        public var label: String
        /// Meaning of the arrow, as of a message on its way.
        public var meaning: Meaning
    }

    /// Arrangement of the boxes.
    public var layout: Layout
    /// Boxes in their order.
    public private(set) var boxes: [Box] = []
    /// Arrows in their order.
    public private(set) var arrows: [Arrow] = []
    /// Lines on what belongs to no replica.
    public private(set) var notes: [String] = []

    /// An empty drawing.
    public init(_ layout: Layout = .list) { self.layout = layout }

    /// Adds the box of a replica.
    public mutating func box(_ replica: ReplicaID, _ text: String, _ badges: Badge?...) {
        boxes.append(Box(replica: replica, text: text, badges: badges.compactMap(\.self)))
    }

    /// Adds an arrow from the box of one replica to that of another.
    public mutating func arrow(
        from: ReplicaID, to: ReplicaID, _ label: String = "", _ meaning: Meaning = .plain
    ) { arrows.append(Arrow(from: from, to: to, label: label, meaning: meaning)) }

    /// Adds a line on what belongs to no replica.
    public mutating func note(_ text: String) { notes.append(text) }
}

extension StateDrawing {
    /// Most boxes: as many as there can be replicas.
    package static let mostBoxes = 16
    /// Most arrows between them.
    package static let mostArrows = 64
    /// Most badges of a box.
    package static let mostBadges = 4
    /// Most notes.
    package static let mostNotes = 6

    /// The first reason why it cannot be drawn, or nil.
    package var problem: String? {
        let replicas = boxes.map(\.replica)
        for (replica, position) in zip(replicas, replicas.indices)
        where replicas[..<position].contains(replica) { return "\(replica) has two boxes" }
        for arrow in arrows {
            for end in [arrow.from, arrow.to] where !replicas.contains(end) {
                return "the arrow from \(arrow.from) to \(arrow.to) has an end at \(end), which has no box"
            }
            if arrow.from == arrow.to { return "an arrow leads from \(arrow.from) to itself" }
        }
        let limits = [
            (boxes.count, Self.mostBoxes, "boxes"), (arrows.count, Self.mostArrows, "arrows"),
            (boxes.map(\.badges.count).max() ?? 0, Self.mostBadges, "badges of one box"),
            (notes.count, Self.mostNotes, "notes"),
        ]
        return limits.first { $0.0 > $0.1 }.map { "\($0.0) \($0.2), and at most \($0.1) can be drawn" }
    }

    /// Positions of the boxes at the ends of an arrow.
    package func positions(of arrow: Arrow) -> (from: Int, to: Int) {
        func position(_ replica: ReplicaID) -> Int { boxes.firstIndex { $0.replica == replica } ?? 0 }
        return (position(arrow.from), position(arrow.to))
    }

    /// The drawing in words, a line for each box, arrow and note.
    package var lines: [String] {
        let ofBoxes = boxes.map { box in
            "\(box.replica): "
                + ([box.text] + box.badges.map(\.text)).filter { !$0.isEmpty }.joined(separator: ", ")
        }
        let ofArrows = arrows.map { arrow in
            "\(arrow.from) → \(arrow.to)" + (arrow.label.isEmpty ? "" : ": \(arrow.label)")
        }
        return ofBoxes + ofArrows + notes
    }
}
