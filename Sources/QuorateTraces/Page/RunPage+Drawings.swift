import QuorateLanguage

/// Drawings of states, as far as there is room for them.
extension RunPage {
    /// Drawings of a page, in bytes of all of them.
    private static let roomForDrawings = 500_000

    /// True where all of them fit, by about as many bytes as each part has.
    static func hasRoom(for drawings: [StateDrawing]) -> Bool {
        drawings.reduce(0) { sum, drawing in
            let badges = drawing.boxes.reduce(0) { $0 + $1.badges.count }
            return sum + 400 + 400 * drawing.boxes.count + 200 * badges + 300 * drawing.arrows.count
        } <= roomForDrawings
    }

    /// True where a state is drawn: each where there is room, otherwise the first, the last and that at which a loop
    /// begins.
    func isDrawn(_ state: Int) -> Bool {
        guard drawings.indices.contains(state) else { return false }
        return drawsAll || state == 0 || state == drawings.count - 1 || state == loop?.start
    }

    /// The drawing of a state.
    func figure(_ state: Int) -> HTMLText { isDrawn(state) ? DrawnBoxes(drawings[state]).html : "" }

    /// The drawings in words, each a list of lines; null for a state that is not drawn.
    var drawingsInWords: JSONValue {
        .array(drawings.indices.map { isDrawn($0) ? Self.list(DrawnBoxes.words(drawings[$0])) : .null })
    }
}
