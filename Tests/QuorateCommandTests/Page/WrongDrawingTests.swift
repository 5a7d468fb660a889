import Foundation
import QuorateQuorums
import Testing

@testable import QuorateCommand
@testable import QuorateLanguage

/// A drawing that cannot be drawn: the page has none and says why, and the verdict is as without.
@Suite struct WrongDrawingTests {
    @Test func pageIsWrittenWithoutIt() async throws {
        let walls = Catalog([.spec(Wall())])
        try await withTemporaryFolder { folder in
            let check = await quorate(["check", "Wall", "--quiet", "--html", folder], over: walls)
            #expect(check.status == 12, "\(check)")
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
            let page = try #require(files.first { $0.hasSuffix(".html") }, "\(files)")
            let text = try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
            #expect(text.contains("Not drawn") && text.contains("the drawing of state 0"))
            #expect(!text.contains("<figure class=\"drawing\">"))
        }
    }
}

/// A wall that falls, with an arrow to a replica that has no box.
private struct Wall: DrawnSpec {
    struct State: SpecState { var isDown = false }
    enum Action: SpecAction { case fall }
    static var name: String { "Wall" }
    var replicas: ReplicaSet { ReplicaSet(count: 2) }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.fall) { $0.isDown = true }
    }
    var properties: [Property<State>] { [.always("stands") { !$0.isDown }] }
    func drawing(of s: State) -> StateDrawing {
        var drawing = StateDrawing()
        drawing.box(0, "here")
        drawing.arrow(from: 0, to: 1, "nowhere")
        return drawing
    }
}
