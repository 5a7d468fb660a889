import Foundation
import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateTraces

/// Drawings on pages: everything within its frame, nothing over anything else, and no text is markup.
@Suite struct DrawnBoxesTests {
    private static func random(_ layout: StateDrawing.Layout, _ boxes: Int, _ random: inout SplitMix)
        -> StateDrawing
    {
        var drawing = StateDrawing(layout)
        for number in 0..<boxes {
            let text = String(repeating: "w", count: random.number(0..<60))
            let badges = (0..<3).map { _ -> StateDrawing.Badge? in
                random.number(0..<3) == 0
                    ? nil
                    : .init(
                        String(repeating: "b", count: random.number(1..<30)),
                        random.pick(StateDrawing.Meaning.allCases))
            }
            drawing.box(.init(number), text, badges[0], badges[1], badges[2])
        }
        for _ in 0..<(boxes > 1 ? random.number(0..<12) : 0) {
            let from = random.number(0..<boxes)
            let to = (from + random.number(1..<boxes)) % boxes
            drawing.arrow(from: .init(from), to: .init(to), "message", .waiting)
        }
        return drawing
    }

    @Test func boxesLieBesideEachOtherAndWithinTheFrame() {
        var random = SplitMix(seed: Seed.announced(20_261_130))
        for layout in [StateDrawing.Layout.list, .ring] {
            for count in 0...16 {
                let drawn = DrawnBoxes(Self.random(layout, count, &random))
                #expect(drawn.places.count == count)
                for (position, place) in drawn.places.enumerated() {
                    #expect(place.x >= 0 && place.y >= 0, "\(layout) \(count)")
                    #expect(place.x + place.width <= drawn.size.width, "\(layout) \(count)")
                    #expect(place.y + place.height <= drawn.size.height, "\(layout) \(count)")
                    for other in drawn.places[..<position] {
                        #expect(
                            abs(other.x - place.x) >= place.width || abs(other.y - place.y) >= place.height,
                            "\(layout) \(count)")
                    }
                }
                let limit = Double(drawn.textLimit + 1) * DrawnBoxes.Letter.width
                #expect(count == 0 || limit <= Double(drawn.places[0].width - 42))
            }
        }
    }

    /// A run of sixteen replicas and a thousand steps is drawn as far as there is room, and says so in its data.
    @Test func longRunsAreDrawnInPart() {
        var random = SplitMix(seed: Seed.announced(20_261_131))
        let drawing = Self.random(.list, 16, &random)
        var page = RunPage(
            title: "", claim: "", verdict: .neutral, lanes: [], steps: [], fields: [], states: [],
            start: [], copies: .init(text: "", mermaid: ""))
        page.drawings = Array(repeating: drawing, count: 1001)
        #expect(!page.drawsAll)
        #expect((0...1000).filter(page.isDrawn) == [0, 1000])
        page.loop = .init(start: 500, notes: [])
        #expect((0...1000).filter(page.isDrawn) == [0, 500, 1000])
        page.drawings = Array(page.drawings.prefix(20))
        #expect(page.drawsAll && (0...20).filter(page.isDrawn) == Array(0..<20))
    }

    @Test(arguments: PageTextTests.hostile) func textIsNoMarkup(text: String) {
        func drawn(_ text: String) -> String {
            var drawing = StateDrawing(.list)
            drawing.box(0, text, .init(text))
            drawing.box(1, text, .init(text, .wrong))
            drawing.arrow(from: 0, to: 1, text)
            drawing.note(text)
            return DrawnBoxes(drawing).html.source
        }
        func tags(_ html: String) -> [String] {
            html.matches(of: /<[^>]*>/).map { String($0.output).replacing(/"[^"]*"/, with: "") }
        }
        #expect(tags(drawn(text)) == tags(drawn("plain")))
        #expect(!drawn(text).contains("\u{202E}"))
    }
}
