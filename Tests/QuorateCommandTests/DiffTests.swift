import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import Toys

/// `quorate diff` over two catalogs: what is the same, what is found, and how it ends.
@Suite struct DiffTests {
    private static let door = Door().catalog

    /// A kind of finding with an edit that makes it, and what the sentence says.
    struct Case: Sendable {
        var edit: Door.Edit
        var kind: DiffFinding.Kind
        var text: String
        var isReversed = false
    }

    private static let cases = [
        Case(edit: .neverUnlocked, kind: .behaviourRemoved, text: "of 2 steps"),
        Case(edit: .neverUnlocked, kind: .behaviourAdded, text: "the last is unlock", isReversed: true),
        Case(edit: .turnsWhenLocked, kind: .behaviourAdded, text: "the last is turn(by: 1)"),
        Case(
            edit: .turnsWhenLocked, kind: .verdictChanged,
            text: "is violated (\"closed when locked\" after 2)"),
        Case(edit: .startsAjar, kind: .initialStateAdded, text: "1 initial state that only the head has"),
        Case(edit: .startsAjar, kind: .initialStateRemoved, text: "that only the base has", isReversed: true),
        Case(edit: .lenient, kind: .propertyWeakened, text: "break it in the base only"),
        Case(
            edit: .lenient, kind: .propertyStrengthened, text: "break it in the head only", isReversed: true),
        Case(edit: .broadWide, kind: .propertyWeakened, text: "meet it in the head only"),
        Case(
            edit: .broadWide, kind: .propertyStrengthened, text: "meet it in the base only", isReversed: true),
        Case(edit: .withoutWide, kind: .propertyRemoved, text: "\"wide open\" is gone (reachable)"),
        Case(edit: .withoutWide, kind: .propertyAdded, text: "\"wide open\" is new", isReversed: true),
        Case(edit: .idleMutant, kind: .mutantNotCaught, text: "the mutant forced does not break"),
        Case(edit: .required, kind: .assumptionsChanged, text: "other actions that must be taken: new: lock"),
        Case(edit: .noLongerOfTwo, kind: .claimChanged, text: "Door.left: it is refuted with n = 1"),
        Case(edit: .otherBound, kind: .boundChanged, text: "it is made for n > 2f, and was for n > f"),
        Case(edit: .cannotBeSearched, kind: .verdictChanged, text: "it cannot be searched (the door is gone"),
    ]

    @Test(arguments: cases) func finds(_ one: Case) async throws {
        let edited = Door(one.edit).catalog
        let (base, head) = one.isReversed ? (edited, Self.door) : (Self.door, edited)
        let outcome = await diff(base, head, "--forbid \(one.kind.rawValue)")
        #expect(outcome.status == 50, "\(outcome.output)\(outcome.errors)")
        let line = outcome.output.split(separator: "\n").first { $0.contains("FORBIDDEN") } ?? ""
        #expect(line.contains(one.kind.rawValue), "\(outcome.output)")
        let unwrapped = outcome.output.replacing(/\n +/, with: " ")
        #expect(unwrapped.contains(one.text), "\(outcome.output)")
        // What nobody forbids is no failure.
        #expect(await diff(base, head).status == 0)
        #expect(await diff(base, head, "--forbid counterexample-gone").status == 0)
    }

    @Test func everyKindThatASpecCanShowIsTried() {
        let elsewhere: Set<DiffFinding.Kind> = [
            .mutantAdded, .mutantRemoved, .mutantChanged, .variantChanged, .conformanceChanged,
            .counterexampleGone, .counterexampleNew, .counterexampleChanged, .parameterChanged, .specAdded,
            .specRemoved,
        ]
        #expect(elsewhere.union(Self.cases.map(\.kind)) == Set(DiffFinding.Kind.allCases))
    }

    @Test(arguments: [Door.Edit.none, .refactored]) func nothingChanges(edit: Door.Edit) async {
        let all = DiffFinding.Kind.allCases.map(\.rawValue).joined(separator: ",")
        let outcome = await diff(Self.door, Door(edit).catalog, "--forbid \(all)")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("2 instances: 2 the same\nno findings"), "\(outcome.output)")
    }

    @Test func runIsShownAsACounterexampleIs() async {
        let outcome = await diff(Self.door, Door(.neverUnlocked).catalog)
        #expect(outcome.output.contains("2  unlock         isLocked: 1 → 0"), "\(outcome.output)")
        #expect(outcome.output.contains("also in Door forced turns=3"), "\(outcome.output)")
        #expect(outcome.output.contains("a run that only the base has, of 2 steps"), "\(outcome.output)")
    }

    @Test func renames() async {
        let renamed = Catalog([.spec(RenamedDoor())])
        // Instances are the same where they have the same values but for what is the default of one side alone.
        let blind = await diff(Self.door, renamed)
        #expect(
            blind.status == 0 && blind.output.contains("1 changed, 1 in the base only, 1 in the head only"))
        #expect(blind.output.contains("actions of the head alone: swing(by:)"), "\(blind.output)")
        #expect(blind.output.contains("parameter-changed: the parameter steps is new"), "\(blind.output)")
        let half = await diff(Self.door, renamed, "--rename turns=steps --rename angle=opening")
        #expect(half.status == 0 && half.output.contains("behaviour-added"), "\(half.output)\(half.errors)")
        #expect(half.output.contains("mutant-removed") && half.output.contains("mutant-added"))
        let full = await diff(
            [
                "turns=steps", "angle=opening", "turn=swing", "closed when locked=shut when locked",
                "forced=broken",
            ]
            .flatMap { ["--rename", $0] }
        ) { side, _, arguments in
            try InProcessSide.start(side, side == .base ? Self.door : renamed, arguments)
        }
        #expect(full.output.contains("2 instances: 2 the same"), "\(full.output)\(full.errors)")
        #expect(!full.output.contains("behaviour-") && !full.output.contains("mutant-"), "\(full.output)")
    }

    @Test func fieldsAndParametersThatAreNew() async {
        let fine = await diff(Self.door, Catalog([.spec(DoorWithBell())]))
        #expect(fine.status == 0 && !fine.output.contains("behaviour-"), "\(fine.output)\(fine.errors)")
        #expect(fine.output.contains("the parameter rings is new (1, from 0 to 3)"), "\(fine.output)")
        #expect(fine.output.contains("mutant-removed"), "\(fine.output)")
        #expect(
            fine.output.contains("1 the same") && fine.output.contains("1 in the base only"), "\(fine.output)"
        )
        var stuck = DoorWithBell()
        stuck.isStuck = true
        let changed = await diff(Self.door, Catalog([.spec(stuck)]), "--forbid behaviour-removed")
        #expect(changed.status == 50, "\(changed.output)\(changed.errors)")
        let text = changed.output.replacing(/\n +/, with: " ")
        #expect(text.contains("without rung of the head alone"), "\(changed.output)")
    }

    @Test func specsOfOneSide() async {
        let both = Catalog(Self.door.entries + [.spec(Ladder())])
        let added = await diff(Self.door, both)
        #expect(added.status == 0 && added.output.contains("spec-added"), "\(added.output)\(added.errors)")
        #expect(added.output.contains("3 in the head only"), "\(added.output)")
        let removed = await diff(both, Self.door, "--forbid spec-removed")
        #expect(removed.status == 50 && removed.output.contains("3 in the base only"), "\(removed.output)")
        let lone = await diff(both, Self.door, "--spec Ladder")
        #expect(lone.status == 65 && lone.errors.contains("no instance in common"), "\(lone.errors)")
        let chosen = await diff(both, Self.door, "--spec Door")
        #expect(chosen.output.contains("no findings"), "\(chosen.output)\(chosen.errors)")
    }

    @Test func limits() async {
        let outcome = await diff(Self.door, Self.door, "--max-states 2")
        #expect(outcome.status == 30, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("2 instances: 2 inconclusive"), "\(outcome.output)")
        let text = outcome.output.replacing(/\n +/, with: " ")
        #expect(
            text.contains("Door turns=3: ") && text.contains("limit of 2 distinct states"),
            "\(outcome.output)")
        // What is known in spite of the limit is known, and forbidden before it is inconclusive.
        let known = await diff(
            Self.door, Door(.startsAjar).catalog, "--max-states 2 --forbid initial-state-added")
        #expect(known.status == 50, "\(known.output)\(known.errors)")
    }

    @Test(arguments: [
        ("--forbid behavior-added", "no finding is of that kind; the kinds are behaviour-added"),
        ("--rename turn", "write the name in the base"), ("--rename turn=", "write the name in the base"),
        ("--rename turn=a --rename turn=b", "the name turn twice"),
        ("--rename turn=a --rename lock=a", "the name a twice"), ("--spec Dor", "did you mean Door?"),
        ("--max-states 0", "--max-states 0"), ("--workers 0", "--workers 0"),
        ("--format sarif2", "sarif2"),
    ])
    func slips(arguments: String, text: String) async {
        let outcome = await diff(Self.door, Self.door, arguments)
        #expect(outcome.status == 64 && outcome.output == "", "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
    }

    @Test func renameThatFitsNothing() async {
        let outcome = await diff(Self.door, Self.door, "--rename trun=swing --rename lock=unlock")
        let text = outcome.output.replacing(/\n +/, with: " ")
        #expect(text.contains("Note: --rename trun=swing: nothing that a spec declares"), "\(outcome.output)")
        #expect(outcome.status == 0 && text.contains("2 the same"), "\(outcome.output)")
    }

    @Test func nothingGiven() async {
        let outcome = await quorate("diff")
        #expect(outcome.status == 64 && outcome.errors.contains("what is the base?"), "\(outcome.errors)")
    }
}
