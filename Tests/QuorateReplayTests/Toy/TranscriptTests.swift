import QuorateReplay
import Testing

@testable import Toys

/// What a replay has shown, beside what another one has shown.
@Suite struct TranscriptTests {
    private func transcript(_ driver: BallotDriver = BallotDriver()) throws -> Transcript {
        let trace = try run(Ballot(), taking: ReplayOutcomeTests.whole, shows: "a decision")
        return try Replay<BallotDriver>(Ballot()).report(of: trace, driver: driver, code: "code").transcript
    }

    /// Four variables and two logs after each step, three messages, and the outcome.
    @Test func holdsEverythingThatIsSeen() throws {
        let transcript = try transcript()
        #expect(transcript.lines.count == 5 * 6 + 3 + 1)
        let text = transcript.text
        for line in [
            "0\tasked\tfalse", "1\tasked\ttrue", "1\tmessage of r0 to everybody\t07",
            "2\tmessage of r1 to r0\t01",
            "2\tdurable log of r0\t01", "3\tvoted\t{r0: false, r1: true, r2: true}", "4\tdecided\ttrue",
            "4\toutcome\treproduced",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
        #expect(text.split(separator: "\n").count == transcript.lines.count)
    }

    @Test func sameTextHasNoDifference() throws {
        let (transcript, again) = (try transcript(), try transcript())
        #expect(transcript == again)
        #expect(transcript.firstDifference(from: again.text) == nil)
    }

    /// Each line in turn is changed, removed or repeated.
    @Test func everyLineCounts() throws {
        let transcript = try transcript()
        for (position, line) in transcript.lines.enumerated() {
            var lines = transcript.lines.map(\.description)
            lines[position] += "x"
            let changed = transcript.firstDifference(from: lines.joined(separator: "\n"))
            #expect(changed?.step == line.step && changed?.field == line.field)
            lines.removeSubrange(position...)
            let cut = transcript.firstDifference(from: lines.joined(separator: "\n"))
            #expect(cut?.step == line.step && cut?.field == line.field)
        }
    }

    @Test func moreLinesAreADifference() throws {
        let transcript = try transcript()
        let more = transcript.firstDifference(from: transcript.text + "4\tanother\tvalue\n")
        #expect(more?.step == 4 && more?.field == "another")
        let nonsense = transcript.firstDifference(from: transcript.text + "nonsense\n")
        #expect(nonsense?.step == 0 && nonsense?.field == "end")
    }

    @Test func otherCodeIsSeen() throws {
        let other = try transcript(BallotDriver(.forgetsVote))
        let difference = try transcript().firstDifference(from: other.text)
        #expect(difference?.step == 3 || difference?.step == 2)
    }
}
