internal import Foundation
import QuorateLanguage

/// Drawing of a state with the place of each box, in pixels.
struct DrawnBoxes {
    /// Rectangle of a box.
    struct Place {
        var x, y, width, height: Int
        var middle: (x: Double, y: Double) { (Double(x) + Double(width) / 2, Double(y) + Double(height) / 2) }
    }

    /// Widths of letters, whose font is one of equal widths.
    enum Letter {
        static let width = 7.0
        static let ofBadge = 6.4
    }

    let drawing: StateDrawing
    let places: [Place]
    /// Room beside the boxes, for arrows and their labels.
    let margin: Int

    init(_ drawing: StateDrawing) {
        self.drawing = drawing
        switch drawing.layout {
        case .list: (places, margin) = Self.list(drawing)
        case .ring: (places, margin) = Self.ring(drawing)
        }
    }

    /// Most letters of the line in a box.
    var textLimit: Int { Int(Double(places.first?.width ?? 0) / Letter.width) - 7 }
    /// Width and height of all.
    var size: (width: Int, height: Int) {
        let (right, bottom) = (places.map { $0.x + $0.width }, places.map { $0.y + $0.height })
        return ((right.max() ?? 0) + margin, (bottom.max() ?? 0) + 1)
    }

    // MARK: Below each other

    private static func list(_ drawing: StateDrawing) -> ([Place], Int) {
        let height = drawing.boxes.contains { !$0.badges.isEmpty } ? 48 : 30
        let places = drawing.boxes.indices.map {
            Place(x: 1, y: 1 + $0 * (height + 8), width: 340, height: height)
        }
        let bends = drawing.arrows.map { bend(drawing, $0) + labelWidth($0) }
        return (places, (bends.max() ?? 0) + 1)
    }

    /// Distance that an arrow bends out beside a list.
    static func bend(_ drawing: StateDrawing, _ arrow: StateDrawing.Arrow) -> Int {
        let (from, to) = drawing.positions(of: arrow)
        // Arrows up lie outside those down, so that two between the same boxes are two.
        return min(20 + 14 * (abs(to - from) - 1), 110) + (to < from ? 12 : 0)
    }

    static func labelWidth(_ arrow: StateDrawing.Arrow) -> Int {
        let letters = arrow.label.isEmpty ? 0 : arrow.label.clipped(to: labelLimit).count
        return Int(Double(letters) * Letter.ofBadge) + 12
    }

    /// Most letters of an arrow's label.
    static let labelLimit = 16

    // MARK: On a circle

    private static func ring(_ drawing: StateDrawing) -> ([Place], Int) {
        let count = drawing.boxes.count
        let width = 118
        let height = 26 + 20 * (drawing.boxes.map(\.badges.count).max() ?? 0)
        let chord = Double(width + 56)
        let radius = count < 2 ? 0 : max(112, chord / (2 * sin(Double.pi / Double(count))))
        let (middle, top) = (radius + Double(width) / 2 + 30, radius + Double(height) / 2 + 1)
        let places = drawing.boxes.indices.map { position in
            let angle = 2 * Double.pi * Double(position) / Double(count) - Double.pi / 2
            return Place(
                x: Int(middle + radius * cos(angle)) - width / 2,
                y: Int(top + radius * sin(angle)) - height / 2,
                width: width, height: height)
        }
        return (places, 30)
    }
}
