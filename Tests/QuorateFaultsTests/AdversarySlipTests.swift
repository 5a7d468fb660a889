import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateFaults
@testable import QuorateSpecs

/// An adversary that can do less than reports would say is refused before a search, with the slip and the remedy.
@Suite struct AdversarySlipTests {
    typealias Slip = SlippingEchoes.Slip

    @Test func withoutASlipItIsSearched() async throws {
        let report = try await Explorer(SlippingEchoes()).run()
        #expect(report.outcome == .holds)
        #expect(
            report.spec.assumptions?.notes == [
                "faulty: every choice of 1 of 3",
                "Byzantine by the library's adversary: each message that the spec lists, from the start",
            ])
    }

    @Test(arguments: [
        (Slip.nobodyFaulty, "the assumptions say f = 1, and the adversary's placement has 0 faulty"),
        (.otherCount, "the assumptions say f = 2, and the adversary's placement has 1 faulty"),
        (.otherPlacement, "the assumptions say \"faulty: every choice of at most 1 of 3\""),
        (.noPlacement, "the assumptions do not say who is faulty"),
        (.wordsOnly, "make them with Assumptions(replicas:faults:_:network:placement:)"),
        (.noFaultsStated, "the assumptions say f = 0, and the adversary's placement has 1 faulty"),
        (.somePlacements, "in no initial state {r2} is faulty"),
        (.otherPlacements, "in an initial state {r0, r1} is faulty"),
        (.emptyVotes, "sendA of r0 is not there from the start"),
        (.without, "Begin with votes MonotoneVotes(from: faulty, adversary)"),
        (.otherFaulty, "sendA of r1 is not there from the start in the initial state where {r1} is faulty"),
        (.moreFaulty, "the initial states are other ones to correct replicas"),
        (.stepByStep, "search StepByStep(SlippingEchoes(...))"),
        (.noMessages, "`messages` lists none that they could send"),
        (.silentInWords, "faulty replicas that are silent are not Byzantine"),
        (.silentWithMessages, "and `messages` lists some"),
        (.silentWithVotes, "and {r0} have sent something in an initial state"),
        (.uselessSend, "`send` changes nothing, whichever message a faulty replica sends"),
        (.sendsAsCorrect, "sendA of r0 is not there from the start"),
        (.timeless, "setting adversary.timing changes nothing"),
        (.halfTimeless, "although the adversary acts step by step and has sent nothing yet"),
        (.emptyPart, "let correctPart take nothing away but what faulty replicas have sent"),
    ])
    func isRefused(slip: Slip, text: String) async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(SlippingEchoes(slip)).run() }
        #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
        #expect(error?.spec == "SlippingEchoes")
    }

    /// What is wrong with an adversary is wrong with its twin.
    @Test(arguments: [Slip.emptyVotes, .noMessages, .uselessSend, .otherCount])
    func twinIsRefusedToo(slip: Slip) async {
        await #expect(throws: SpecError.self) {
            try await Explorer(StepByStep(SlippingEchoes(slip))).run()
        }
    }

    @Test func silenceIsSaid() async throws {
        let report = try await Explorer(SlippingEchoes(.silent)).run()
        #expect(report.outcome == .holds)
        #expect(report.spec.assumptions?.clauses.contains("bounded adversary: says nothing") == true)
        #expect(
            report.spec.assumptions?.notes.last == "the faulty replicas are silent: they never send anything")
    }

    @Test func allSlipsAreTried() {
        let harmless: Set<Slip> = [.silent]
        for slip in Slip.allCases {
            #expect((ErasedSpec(SlippingEchoes(slip)).problem() == nil) == harmless.contains(slip), "\(slip)")
        }
    }

    /// A fault in the messages is an error, and no trap and no verdict.
    @Test func messageThatDoesNotFit() {
        struct Wide: ByzantineSpec {
            typealias State = SlippingEchoes.State
            typealias Action = SlippingEchoes.Action
            var adversary = Adversary(.only([5]))
            let replicas = ReplicaSet(count: 6)
            var messages: [SlippingEchoes.Message] { Array(SlippingEchoes.Message.values) }
            var initialStates: [State] {
                adversary.choices(among: replicas).map { State(sent: MonotoneVotes(), faulty: $0) }
            }
            var properties: [Property<State>] { [.reachable("a start") { _ in true }] }
            func actions(in state: State, _ next: inout Next<Self>) {}
            func faulty(in state: State) -> FaultyReplicas { state.faulty }
            func send(_ message: SlippingEchoes.Message, from sender: ReplicaID, in state: inout State) {
                state.sent.cast(message, by: sender)
            }
            func correctPart(of state: State) -> State { state }
        }
        let problem = ErasedSpec(Wide()).problem()
        #expect(problem?.message.contains("r5 does not fit") == true, "\(problem?.message ?? "")")
    }

    /// Where the spec's own steps lie there is nothing to compare with, and the report says so.
    @Test func byzantineByOwnSteps() {
        let note = "Byzantine by the spec's own steps: no adversary of the library to compare with"
        let notes = Dictionary(
            uniqueKeysWithValues: catalog.entries.map {
                ($0.standard.name, $0.standard.assumptions?.notes ?? [])
            })
        let own = notes.filter { $0.value.contains(note) }.keys.sorted()
        #expect(
            own == [
                "OralMessages", "ReliableBroadcast", "ReplicatedRegister", "SecretSharing", "SignedMessages",
                "TendermintRounds",
            ])
        let library = notes.filter {
            $0.value.contains { $0.hasPrefix("Byzantine by the library's adversary") }
        }
        #expect(library["PBFT"] != nil && library["FairScheduler"] == nil)
    }

    /// Neither interpolation nor a mirror nor `dump` tells whether evidence is given, or how much.
    @Test func evidenceIsOpaque() {
        func texts(_ value: some Sendable) -> [String] {
            var dumped = ""
            dump(value, to: &dumped)
            return [
                "\(value)", String(reflecting: value), "\(Optional(value) as Any)", dumped,
                "\(Mirror(reflecting: value).children.map { "\($0)" })",
            ]
        }
        #expect(texts(Evidence(true)) == texts(Evidence(false)))
        let (few, many) = (Senders(correct: [0]), Senders(correct: [0, 1]))
        #expect(texts(few) == texts(many) && texts(few.count) == texts(many.count))
    }
}
