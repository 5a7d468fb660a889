import QuorateLanguage
import QuorateReplay
import QuorateSpecs
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateExplore
@testable import Toys

/// Walks, step by step.
@Suite struct WalkTests {
    /// Everything that a state offers is what the spec offers, on random walks through random specs.
    @Test func everyWalkIsARunOfItsSpec() async throws {
        var random = SplitMix(seed: Seed.announced(31))
        var steps = 0
        for _ in 0..<60 {
            let spec = RandomPlaces(using: &random)
            let erased = ErasedSpec(spec)
            let page = PageSession(erased)
            let start = random.number(0..<spec.starts.count)
            var view = await page.ask("begin", ["start": JSONValue(start)]).value
            var state = spec.initialStates[start]
            var run = [ErasedSpec.words(of: state)]
            for _ in 0..<12 {
                #expect(
                    view["fields"]?.list.map { $0["value"] }
                        == ["\(state.place)", "\(state.mark)"].map(JSONValue.string))
                let offers = Self.offers(view)
                let takes = spec.outside.contains(state.place) ? [] : erased.takes(run[run.count - 1])
                let enabled = Set(takes.filter { $0.successor != nil }.map(\.action.description))
                #expect(Set(offers.filter(\.isEnabled).map(\.text)) == enabled)
                #expect(
                    Set(offers.filter { !$0.isEnabled }.map(\.text))
                        == Set(takes.map(\.action.description)).subtracting(enabled))
                guard let offer = offers.filter(\.isEnabled).randomElement(using: &random) else { break }
                let node = try #require(view["node"])
                view = await page.ask("step", ["node": node, "take": JSONValue(offer.take)]).value
                let words = try #require(takes[offer.take].successor)
                run.append(words)
                state = RandomPlaces.State(place: Int(words[0]), mark: Int(words[1]))
                steps += 1
                // Each beginning of the walk is a run of the spec.
                #expect(erased.walk(run) != nil)
                #expect(view["path"]?.list.count == run.count)
            }
        }
        #expect(steps > 200, "\(steps)")
    }

    private struct Offer {
        let take: Int
        let text: String
        let isEnabled: Bool
    }

    private static func offers(_ view: JSONValue) -> [Offer] {
        (view["groups"]?.list ?? []).flatMap { $0["offers"]?.list ?? [] }.map {
            Offer(
                take: $0["take"]?.wholeNumber ?? -1, text: $0["text"]?.text ?? "",
                isEnabled: $0["enabled"] == .boolean(true))
        }
    }

    @Test func stepsBranchAndOneTakenAgainIsTheSame() async throws {
        let page = PageSession(ErasedSpec(Ballot()))
        let root = await page.ask("begin", ["start": JSONValue(0)]).value
        let offers = Self.offers(root).filter(\.isEnabled)
        #expect(offers.map(\.text) == ["restart(r1)", "restart(r2)", "ask"])
        for round in 1...2 {
            for (position, offer) in offers.enumerated() {
                let view = await page.ask("step", ["node": JSONValue(0), "take": JSONValue(offer.take)]).value
                #expect(view["node"]?.wholeNumber == position + 1, "round \(round)")
            }
        }
        let back = await page.ask("node", ["node": JSONValue(0)]).value
        #expect(back["children"]?.list.count == 3)
        #expect(await page.ask("tree").value["count"]?.wholeNumber == 4)
        #expect(await page.ask("reset").status == 200)
        #expect(await page.ask("node", ["node": JSONValue(0)]).status == 404)
    }

    @Test func whatIsDisabledIsNotTakenAndSaysWhy() async throws {
        let page = PageSession(ErasedSpec(Ballot()))
        let view = await page.ask("begin", ["start": JSONValue(0)]).value
        let decide = try #require(Self.offers(view).first { $0.text == "decide" })
        #expect(!decide.isEnabled)
        #expect(await page.ask("step", ["node": JSONValue(0), "take": JSONValue(decide.take)]).status == 409)
        let conditions = view["sites"]?.list.map { $0["condition"]?.text }
        #expect(conditions?.contains("s.votes >= enough && !s.decided") == true)
        for take in [-1, 99] {
            #expect(await page.ask("step", ["node": JSONValue(0), "take": JSONValue(take)]).status == 404)
        }
        for (question, body) in [
            ("node", ["node": JSONValue(-1)]), ("node", ["node": JSONValue(1)]), ("node", ["node": "0"]),
            ("node", [:]),
            ("begin", ["start": JSONValue(1)]), ("begin", [:]), ("trace", ["node": JSONValue(9)]),
        ] as [(String, JSONValue)] { #expect(await page.ask(question, body).status == 404) }
    }

    @Test func offersAreFilteredByTextAndParty() async throws {
        let page = PageSession(ErasedSpec(Ballot()))
        _ = await page.ask("begin", ["start": JSONValue(0)])
        let some = await page.ask("node", ["node": JSONValue(0), "filter": "WARM"]).value
        #expect(Self.offers(some).map(\.text) == ["warmUp(r1)", "warmUp(r2)"])
        let second = await page.ask("node", ["node": JSONValue(0), "party": "r2"]).value
        #expect(Set(Self.offers(second).map(\.text)) == ["vote(r2)", "restart(r2)", "warmUp(r2)"])
        #expect(
            Self.offers(await page.ask("node", ["node": JSONValue(0), "party": "adversary"]).value).isEmpty)
    }

    @Test func aWalkHasRoomForSoManyStates() async throws {
        let page = PageSession(ErasedSpec(Ballot()), nodeLimit: 2)
        let view = await page.ask("begin", ["start": JSONValue(0)]).value
        let takes = Self.offers(view).filter(\.isEnabled).map(\.take)
        func step(_ take: Int) async -> Int {
            await page.ask("step", ["node": JSONValue(0), "take": JSONValue(take)]).status
        }
        #expect(await step(takes[0]) == 200)
        #expect(await step(takes[1]) == 409)
        #expect(await step(takes[0]) == 200)
        let outcome = await page.search(["goal": ["property": "a decision"]])
        #expect(outcome["result"] == "failed")
        #expect(outcome["text"]?.text?.contains("at most 2") == true)
    }

    @Test func twoActionsToOneStateAreTwoWays() async throws {
        let page = PageSession(ErasedSpec(Crossing()))
        let root = await page.ask("begin", ["start": JSONValue(0)]).value
        for offer in Self.offers(root) {
            let view = await page.ask("step", ["node": JSONValue(0), "take": JSONValue(offer.take)]).value
            #expect(view["path"]?.list.last?["action"]?.text == offer.text)
            let text = await page.ask("trace", ["node": view["node"] ?? .null]).value["text"]?.text
            #expect(text?.contains("\"action\": \"\(offer.text)\"") == true)
        }
        #expect(await page.ask("tree").value["count"]?.wholeNumber == 3)
    }
}

/// Two ways to the other side.
private struct Crossing: Spec {
    struct State: SpecState { var isAcross = 0 }
    enum Action: SpecAction { case swim, row }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.swim, if: s.isAcross == 0) { $0.isAcross = 1 }
        next.take(.row, if: s.isAcross == 0) { $0.isAcross = 1 }
    }
    var properties: [Property<State>] { [] }
}
