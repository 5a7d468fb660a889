import QuorateLanguage

extension DrawnBoxes {
    /// The drawing as a figure, with a text that says the same.
    var html: HTMLText {
        let notes = drawing.notes.map { "<p>\(ForeignText.shown($0).clipped(to: 160))</p>" as HTMLText }
        let caption: HTMLText = notes.isEmpty ? "" : "\n<figcaption>\(notes)</figcaption>"
        let words = Self.words(drawing).joined(separator: "; ")
        return """
            <figure class="drawing"><svg width="\(size.width)" height="\(size.height)" \
            viewBox="0 0 \(size.width) \(size.height)" role="img" aria-label="\(words)">
            \(drawing.arrows.map(line) + drawing.boxes.indices.map(box) + drawing.arrows.compactMap(label))
            </svg>\(caption)</figure>
            """
    }

    /// The drawing in words, as a reader gets them who does not see it.
    static func words(_ drawing: StateDrawing) -> [String] {
        drawing.lines.map { ForeignText.shown($0).clipped(to: 240) }
    }

    private func box(_ position: Int) -> HTMLText {
        let (box, place) = (drawing.boxes[position], places[position])
        let text = ForeignText.shown(box.text).clipped(to: textLimit)
        return """
            <rect class="box" x="\(place.x)" y="\(place.y)" width="\(place.width)" height="\(place.height)" rx="6" />\
            <text class="who" x="\(place.x + 10)" y="\(place.y + 19)">\(box.name)</text>\
            <text x="\(place.x + 42)" y="\(place.y + 19)">\(text)</text>\
            \(HTMLText.joined(badges(box, place), separator: ""))
            """
    }

    /// Badges in a line below the text, or below each other in the narrow boxes of a ring.
    private func badges(_ box: StateDrawing.Box, _ place: Place) -> [HTMLText] {
        let isStacked = drawing.layout == .ring
        let room = isStacked ? place.width - 20 : (place.width - 52) / max(1, box.badges.count) - 6
        let limit = min(20, Int((Double(room) - 14) / Letter.ofBadge))
        var x = place.x + (isStacked ? 10 : 42)
        return box.badges.enumerated().map { number, badge in
            let text = ForeignText.shown(badge.text).clipped(to: limit)
            let width = Int(Double(text.count) * Letter.ofBadge) + 14
            let y = place.y + 26 + (isStacked ? 20 * number : 0)
            defer { x += isStacked ? 0 : width + 6 }
            return """
                <rect class="pill \(badge.meaning.rawValue)" x="\(x)" y="\(y)" width="\(width)" height="16" rx="8" />\
                <text class="word \(badge.meaning.rawValue)" x="\(x + 7)" y="\(y + 12)">\(text)</text>
                """
        }
    }

    // MARK: Arrows

    private func way(_ arrow: StateDrawing.Arrow) -> Way {
        let (from, to) = drawing.positions(of: arrow)
        return drawing.layout == .list ? bow(from, to, Self.bend(drawing, arrow)) : straight(from, to)
    }

    private func line(_ arrow: StateDrawing.Arrow) -> HTMLText {
        """
        <path class="way \(arrow.meaning.rawValue)" d="\(way(arrow).path)" marker-end="url(#tip-drawn)" />
        """
    }

    /// The label, which stands above all lines.
    private func label(_ arrow: StateDrawing.Arrow) -> HTMLText? {
        if arrow.label.isEmpty { return nil }
        let way = way(arrow)
        let text = ForeignText.shown(arrow.label).clipped(to: Self.labelLimit)
        return """
            <text class="word label \(arrow.meaning.rawValue)" x="\(way.x)" y="\(way.y)"\(way.anchor)>\(text)</text>
            """
    }

    private typealias Way = (path: String, x: Int, y: Int, anchor: HTMLText)

    /// The way beside a list.
    private func bow(_ from: Int, _ to: Int, _ bend: Int) -> Way {
        let side = places[from].x + places[from].width
        let (shift, down) = (to > from ? 4 : 10, to > from ? 1 : -1)
        let start = Int(places[from].middle.y) + down * shift
        let end = Int(places[to].middle.y) - down * shift
        let middle = (start + end) / 2
        return (
            "M\(side) \(start)Q\(side + 2 * bend - 6) \(middle) \(side + 4) \(end)", side + bend + 3,
            middle + 4, ""
        )
    }

    /// The way across a circle, beside the line from middle to middle so that two between the same boxes are two.
    private func straight(_ from: Int, _ to: Int) -> Way {
        let (start, end) = (places[from].middle, places[to].middle)
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = max(1, (dx * dx + dy * dy).squareRoot())
        let (ux, uy) = (dx / length, dy / length)
        let (sideX, sideY) = (-uy * 5, ux * 5)
        func edge(_ place: Place) -> Double {
            min(Double(place.width) / 2 / max(abs(ux), 0.001), Double(place.height) / 2 / max(abs(uy), 0.001))
        }
        let (near, far) = (edge(places[from]) + 3, length - edge(places[to]) - 6)
        func point(_ distance: Double, _ away: Double = 1) -> (x: Int, y: Int) {
            (Int(start.x + ux * distance + sideX * away), Int(start.y + uy * distance + sideY * away))
        }
        let (first, last, middle) = (point(near), point(far), point((near + far) / 2, -2.2))
        return (
            "M\(first.x) \(first.y)L\(last.x) \(last.y)", middle.x, middle.y + 4, " text-anchor=\"middle\""
        )
    }
}
