import Testing

@testable import CommitSpecs
@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// Forged, damaged and truncated certificates, none of which the audit accepts.
@Suite struct ForgeryTests {
    /// A spec with some states, and the slow twin's certificate of it.
    private static let spec = TwoPhaseCommit(managers: 2)
    private static let catalog = Catalog([.spec(TwoPhaseCommit(managers: 2)), .spec(Staircase())])
    private static let genuine = SlowCertificate(of: spec)
    private static let stairs = SlowCertificate(of: Staircase())

    /// The finding of the audit, or the error that it ends in.
    private func finding(_ certificate: SlowCertificate) -> String {
        do {
            return try audit(certificate.bytes, over: Self.catalog).finding?.description ?? "accepted"
        } catch { return "\(error)" }
    }

    private func forged(
        _ original: SlowCertificate = genuine, _ change: (inout SlowCertificate) -> Void
    ) -> String {
        var forged = original
        change(&forged)
        return finding(forged)
    }

    @Test func theGenuineOnesAreAccepted() async throws {
        for slow in [Self.genuine, Self.stairs] { #expect(finding(slow) == "accepted") }
        // A ranking for its property of liveness is behind it, which `RankingTests` are about.
        var versioned = Self.genuine
        versioned.version = 2
        let written = try #require(try await certificate(of: Self.spec).bytes)
        #expect(written.starts(with: versioned.bytes.dropLast(10)))
        let ranked = try audit(written, over: Self.catalog)
        #expect(ranked.finding == nil && ranked.ranked == ["non-blocking"] && ranked.uncovered == [])
        let result = try audit(Self.genuine.bytes, over: Self.catalog)
        #expect(result.covered.count == Self.genuine.covered.count && result.covered.count > 1)
        #expect(result.figures.statesPerLevel == Self.genuine.statesPerLevel)
    }

    @Test func eachStateIsMissed() {
        for level in Self.genuine.levels.indices {
            for position in Self.genuine.levels[level].indices {
                let found = forged { $0.levels[level].remove(at: position) }
                #expect(found.contains("missing") || found.contains("without states"), "\(found)")
            }
        }
    }

    /// A state that nothing leads to is never read as one: bytes of no state must not reach the spec.
    @Test func statesThatNothingLeadsToAreNotRead() {
        for level in Self.genuine.levels.indices {
            let found = forged {
                $0.levels[level].append(Array(repeating: .max, count: $0.wordCount))
                $0.figures[0] += 1
                $0.statesPerLevel[level] += 1
            }
            #expect(
                found.contains(level == 0 ? "is not initial" : "no step leads to a state of level \(level)"))
        }
    }

    @Test func levelsAreThoseOfTheSteps() {
        for level in Self.genuine.levels.indices.dropFirst() {
            let later = forged {
                let state = $0.levels[level].removeFirst()
                $0.levels.append([state])
            }
            #expect(
                later.contains("deeper than it is") || later.contains("without states")
                    || level == Self.genuine.levels.count - 1, "\(later)")
            let earlier = forged {
                let state = $0.levels[level].removeLast()
                $0.levels[level - 1].append(state)
                $0.levels[level - 1].sort { $0.lexicographicallyPrecedes($1) }
                $0.levels.removeAll { $0.isEmpty }
            }
            #expect(earlier.contains("no step leads") || earlier.contains("not initial"), "\(earlier)")
        }
    }

    /// An initial state in a deeper level, with figures that fit.
    @Test func initialStatesAreInLevelZero() {
        let catalog = Catalog([.spec(TwoStarts())])
        var certificate = SlowCertificate(of: TwoStarts())
        #expect(certificate.levels == [[[0], [1]], [[2]]])
        #expect(!isRejected(certificate.bytes, over: catalog))
        certificate.levels = [[[0]], [[1], [2]]]
        certificate.statesPerLevel = [1, 2]
        #expect(isRejected(certificate.bytes, over: catalog))
    }

    /// A set all of whose states are outside the constraint, as it is: nothing was asked of any step.
    @Test func aSetThatIsAllOutsideShowsNothing() {
        let certificate = SlowCertificate(of: TwoStarts(isBounded: true))
        #expect(certificate.figures == [0, 2, 2, 0, 0, 0])
        #expect(isRejected(certificate.bytes, over: Catalog([.spec(TwoStarts(isBounded: true))])))
    }

    private struct TwoStarts: Spec {
        static let summary = "Two ways to begin."
        static let source = "the tests of the audit"
        var isBounded = false
        struct State: SpecState { var number: UInt64 }
        enum Action: SpecAction { case end }
        var initialStates: [State] { [State(number: 0), State(number: 1)] }
        var properties: [Property<State>] { [.always("few") { $0.number < 3 }] }
        var constraint: StateConstraint<State>? { isBounded ? StateConstraint("none") { _ in false } : nil }

        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(.end) { $0.number = 2 }
        }
    }

    @Test func figuresAreThoseOfTheSet() {
        for figure in Self.genuine.figures.indices {
            for change in [-1, 1] where Self.genuine.figures[figure] + change >= 0 {
                #expect(forged { $0.figures[figure] += change }.contains("the file says"))
            }
        }
        #expect(forged { $0.statesPerLevel.swapAt(0, 1) }.contains("states per level"))
        #expect(forged { $0.statesPerLevel.append(0) }.contains("states per level"))
    }

    @Test func propertiesAreThoseOfTheSpec() {
        #expect(forged { $0.covered.removeLast() }.contains("is left out"))
        #expect(forged { $0.covered.removeAll() }.contains("is left out"))
        #expect(forged { $0.covered[0].name = "peace" }.contains("is left out"))
        #expect(forged { $0.covered[0].kind = 1 }.contains("is left out"))
        #expect(forged { $0.covered.swapAt(0, 1) }.contains("another order"))
        #expect(forged { $0.covered.append((0, "peace")) }.contains("has no property \"peace\""))
        #expect(forged { $0.uncovered.append("patience") }.contains("has no property \"patience\""))
        #expect(forged { $0.covered[0].kind = 3 }.contains("no kind of property"))
    }

    /// The set of something else, under this name; and what is broken, although the set is closed.
    @Test func setsOfOthers() throws {
        let mutant = SlowCertificate(of: Staircase(mutant: .leap))
        #expect(finding(mutant).contains("\"on the stairs\" is broken at depth 5"))
        #expect(forged(mutant) { $0.instance = Self.stairs.instance }.contains("no step leads"))
        let stuck = SlowCertificate(of: Staircase(mutant: .trapdoor))
        #expect(finding(stuck).contains("\"no dead end\" is broken at depth 2"))
        #expect(forged(stuck) { $0.instance = Self.stairs.instance }.contains("not closed"))
        // It turns round instead of reaching the top.
        let without = SlowCertificate(of: Staircase(mutant: .giveUp))
        #expect(finding(without).contains("no state meets \"at the top\""))
        #expect(forged(Self.stairs) { $0.instance.settings[0].value = 5 }.contains("not closed"))
        #expect(forged(Self.stairs) { $0.instance.settings[0].value = 3 } != "accepted")
        #expect(forged { $0.wordCount += 1 }.contains("words"))
        #expect(forged { $0.instance = Self.stairs.instance }.contains("words"))
    }

    /// What its types do not allow is the spec's mistake, and no verdict.
    @Test func aSpecThatLeavesItsTypesIsAnError() {
        var certificate = SlowCertificate(of: Overflow(last: 4))
        let catalog = Catalog([.spec(Overflow())])
        #expect(throws: Never.self) { try audit(certificate.bytes, over: catalog) }
        certificate.instance.settings[0].value = 5
        #expect(throws: SpecError.self) { try audit(certificate.bytes, over: catalog) }
    }

    @Test func instancesThatThereAreNot() {
        for change: (inout SlowCertificate) -> Void in [
            { $0.instance.spec = "Nobody" }, { $0.instance.mutant = "nothing" },
            { $0.instance.settings.removeLast() }, { $0.instance.settings.reverse() },
            { $0.instance.settings.append($0.instance.settings[0]) },
            { $0.instance.settings[0].value = 1_000_000 }, { $0.instance.settings[0].value = -1 },
            { $0.version = 2 }, { $0.version = 3 }, { $0.version = 0 },
        ] {
            #expect(forged(Self.stairs, change) != "accepted")
        }
    }

    @Test func doubleAndUnsortedStates() {
        let last = Self.genuine.levels.count - 1
        #expect(
            forged { $0.levels[last].append($0.levels[last].last!) }.contains("no larger than the one before")
        )
        #expect(forged { $0.levels.append([$0.levels[1][0]]) }.contains("there twice"))
        let level = Self.genuine.levels.firstIndex { $0.count > 1 }!
        #expect(forged { $0.levels[level].reverse() }.contains("not sorted"))
        #expect(forged { $0.levels = [] }.contains("nothing could be compared"))
        #expect(forged { $0.levels.insert([], at: 1) }.contains("without states"))
    }

    @Test func everyTruncationIsNoticed() throws {
        let bytes = Self.genuine.bytes
        for count in 0..<bytes.count {
            #expect(throws: CertificateError.self) {
                try audit(Array(bytes.prefix(count)), over: Self.catalog)
            }
            // Without its checksum, which then comes again, it is the file itself.
            guard count != bytes.count - 8 else { continue }
            let isRejected = isRejected(
                SlowCertificate.sealed(Array(bytes.prefix(count))), over: Self.catalog)
            #expect(isRejected, "sealed again after \(count) bytes")
        }
        #expect(throws: CertificateError.self) { try audit(bytes + [0], over: Self.catalog) }
    }

    /// Each bit of a file: the checksum notices it; and with a checksum that fits, the spec does.
    @Test func everyFlippedBitIsNoticed() throws {
        let bytes = Self.stairs.bytes
        for position in bytes.indices {
            for bit in 0..<8 as Range<UInt8> {
                var flipped = bytes
                flipped[position] ^= 1 << bit
                var isNoticed = isRejected(flipped, over: Self.catalog)
                #expect(isNoticed, "bit \(bit) of byte \(position)")
                guard position < bytes.count - 8 else { continue }
                let sealed = SlowCertificate.sealed(flipped.dropLast(8))
                isNoticed = isRejected(sealed, over: Self.catalog) || isGenuine(sealed)
                #expect(isNoticed, "bit \(bit) of byte \(position), sealed again")
            }
        }
    }

    /// Another landing changes nothing, so its certificate differs in one number only.
    private func isGenuine(_ bytes: [UInt8]) -> Bool {
        [1, 2, 4].contains { SlowCertificate(of: Staircase(landing: $0)).bytes == bytes }
    }

    /// Counts that ask for a memory that no machine has end with the bytes, or at the limit.
    @Test func hostileSizesTakeNoMemory() throws {
        let bytes = Array(Self.stairs.bytes.dropLast(8))
        let huge = SlowCertificate.number(Int.max)
        for position in bytes.indices {
            let hostile = Array(bytes[..<position]) + huge + bytes[(position + 1)...]
            let isNoticed = isRejected(SlowCertificate.sealed(hostile), over: Self.catalog)
            #expect(isNoticed, "at byte \(position)")
        }
        let isTooLittle = #expect(throws: CertificateError.self) {
            try audit(Self.stairs.bytes, over: Self.catalog, limit: 1000)
        }
        #expect(isTooLittle == .memory(states: 1, limit: 1000))
    }
}
