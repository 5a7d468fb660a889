import Foundation
import QuorateLanguage
import QuorateQuorums

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import QuorateCommand
@testable import QuorateProver
@testable import Toys

/// The top of this repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

/// The ways to the sources of this repository, which is gone through once.
let sources = SourcePaths(around: repository)

/// A token that never comes to rest: somebody starts it, two replicas pass it on, and a faulty one turns it back.
struct Roundabout: Spec {
    /// Name of the property, which tries to be a link and a placeholder.
    static let nastyProperty = "rests [here](1) {0}"
    var replicas: ReplicaSet { [0, 1, 2] }
    /// The token rests where it is, so that a run may stay there.
    var stays = false
    var parameters: [Parameter<Self>] { [Parameter("stays", \.stays)] }

    struct State: SpecState {
        var faulty: ReplicaSet = [2]
        var place = BoundedInt<0, 3>(0)
    }

    enum Action: SpecAction {
        case start, pass(to: Box), turn(ReplicaID)
    }

    /// Something that has a replica inside.
    struct Box: Hashable, Sendable {
        var weight: Int
        var receiver: ReplicaID
    }

    var initialStates: [State] { [State()] }

    var fairness: [Fairness<Self>] { stays ? [] : [.weak("the token moves") { _ in true }] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.start, if: s.place == 0) { $0.place = 1 }
        next.take(.pass(to: Box(weight: 1, receiver: 0)), if: s.place == 1) { $0.place = 2 }
        next.take(.pass(to: Box(weight: 1, receiver: 1)), if: s.place == 2) { $0.place = 3 }
        next.take(.turn(2), if: s.place == 3) { $0.place = 1 }
    }

    var properties: [Property<State>] { [.eventually(Self.nastyProperty) { _ in false }] }
}

/// Runs the command over any catalog, with the sources of this repository, and checks the SARIF that it prints.
func sarif(
    _ line: String, over catalog: Catalog = fixtures, adjusting adjust: (inout Session) -> Void = { _ in }
) async -> (status: Int32, check: SARIFCheck) {
    let words = line.split(separator: " ").map(String.init) + ["--format", "sarif"]
    let outcome = await quorate(words, over: catalog) {
        $0.sources = sources
        adjust(&$0)
    }
    return (outcome.status, SARIFCheck(outcome.output, root: repository))
}

extension Outcome {
    /// Problem of the output as a document of the format, or nil.
    func problem(as format: Format) -> String? {
        switch format {
        case .text: output.isEmpty ? "nothing is printed" : nil
        case .github: WorkflowRunner.problem(in: output)
        case .markdown: MarkdownPage.problem(in: output)
        case .json:
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) == nil ? "no JSON" : nil
        case .junit: XMLParser(data: Data(output.utf8)).parse() ? nil : "no XML"
        case .sarif: SARIFCheck(output, root: repository).mistakes.first
        }
    }
}
