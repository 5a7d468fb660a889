import Foundation
import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Files as other tools write them, all of the same two steps.
@Suite struct ForeignDialectTests {
    private static func runs(_ text: String) throws -> [ForeignRun] { try ITF.runs(from: Data(text.utf8)) }

    private static func steps(_ run: ForeignRun) throws -> [String] {
        try run.matched(in: HastyCommit.spec).steps.map { "\($0.action)" }
    }

    /// Quint's run with some text replaced, walked.
    private static func steps(replacing old: String, with new: String) throws -> [String] {
        let text = ForeignRunTests.quint.replacingOccurrences(of: old, with: new)
        #expect(text != ForeignRunTests.quint, "the text has no \(old)")
        return try steps(runs(text)[0])
    }

    @Test(arguments: [
        ("mbt::actionTaken", "action_taken"), ("mbt::nondetPicks", "nondet_picks"), ("\n", "\r\n"),
        (##"{"#bigint": "99999999999"}"##, String(repeating: "9", count: 78)),
        (##"{"#bigint": "1"}"##, "0.5"), (##"{"#bigint": "1"}"##, "null"),
        (##"{"#bigint": "1"}"##, ##"{"#unserializable": "lambda"}"##),
        (##"{"#bigint": "1"}"##, ##"{"#meta": 1, "other": 2}"##),
        (##"{"#bigint": "1"}"##, String(repeating: "[", count: 70) + String(repeating: "]", count: 70)),
        (##""value": {"#tup": []}"##, ##""value": {}"##),
        (##""vars""##, ##""params": [], "loop": null, "vars""##),
    ])
    func aDialect(old: String, new: String) throws {
        let steps = try Self.steps(replacing: old, with: new)
        #expect(steps == ["prepare(r1)", "receivePrepared(r1)"], "\(new)")
    }

    /// What no spec has is a difference where it is compared.
    @Test(arguments: ["null", "0.5", ##"{"#unserializable": "r1"}"##, String(repeating: "9", count: 78)])
    func aComparedValueOfNoSpec(value: String) throws {
        let text = ForeignRunTests.quint.replacingOccurrences(of: ##"{"#set": ["r1"]}"##, with: value)
        let run = try Self.runs(text)[0]
        let error = #expect(throws: TraceMismatch.self) { try run.matched(in: HastyCommit.spec) }
        #expect(error?.step == 1)
    }

    @Test func byteOrderMarksAndEncodings() throws {
        let text = ForeignRunTests.quint
        let marked = Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
        #expect(try Self.steps(ITF.run(from: marked)).count == 2)
        let other: [String.Encoding] = [
            .utf16, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
        ]
        for encoding in other {
            let error = #expect(throws: TraceFileError.self) {
                try ITF.run(from: text.data(using: encoding)!)
            }
            guard case .otherEncoding(let name) = error else {
                Issue.record("\(encoding): \(error.map { "\($0)" } ?? "no error")")
                continue
            }
            #expect(
                name.hasPrefix(
                    encoding == .utf32LittleEndian || encoding == .utf32BigEndian ? "UTF-32" : "UTF-16"))
        }
    }

    @Test func severalTraces() throws {
        let text = ForeignRunTests.quint
        for several in ["[\(text), \(text)]", text + text, text + "\n" + TLCTraceTests.dump] {
            let runs = try Self.runs(several)
            #expect(try runs.count == 2 && runs.allSatisfy { try Self.steps($0).count == 2 })
            let error = #expect(throws: TraceFileError.self) { try ITF.run(from: Data(several.utf8)) }
            #expect(error == .severalTraces(count: 2))
        }
        let log = String(repeating: #"{"name": "prepare", "node": "r1"}"# + "\n", count: 3)
        #expect(throws: TraceFileError.log(values: 3)) { try Self.runs(log) }
        #expect(throws: TraceFileError.self) { try Self.runs("[]") }
        #expect(throws: TraceFileError.self) { try Self.runs("[1, 2]") }
        #expect(throws: TraceFileError.self) { try Self.runs(text + " 7") }
    }

    /// A loop is followed once round, with the step back where the file has no state for it.
    @Test func loops() throws {
        func told(_ loop: Int) throws -> ComparedVariables {
            let text = ForeignRunTests.quint.replacingOccurrences(
                of: #""vars""#, with: #""loop": \#(loop), "vars""#)
            let run = try Self.runs(text)[0]
            let steps = try run.matched(in: HastyCommit.spec).steps
            #expect(steps.count == 2)
            return try run.comparedVariables(in: HastyCommit.spec, along: steps)
        }
        // State 2 is state 1 again, as far as the file and the spec both go.
        #expect(try told(1).loop == 1 && !told(1).closesLoop && !told(2).closesLoop)
        // There is no way back to state 0.
        let error = #expect(throws: TraceMismatch.self) { try told(0) }
        #expect(error?.step == 3)
        #expect(throws: TraceFileError.self) { try told(3) }
    }

    @Test func parametersAreCompared() throws {
        func run(_ value: String) throws -> ForeignRun {
            let text = ForeignRunTests.quint.replacingOccurrences(
                of: #""vars""#, with: #""params": ["tpc::managers", "speed"], "vars""#
            ).replacingOccurrences(
                of: ##""mbt::actionTaken": "init""##,
                with: ##""tpc::managers": \##(value), "speed": 4, "mbt::actionTaken": "init""##)
            return try Self.runs(text)[0]
        }
        let told = try run("3").comparedVariables(in: HastyCommit.spec)
        #expect(told.parameters == ["managers"] && told.parametersNotInSpec == ["speed"])
        #expect(told.notInSpec == ["tpcTest::tpc::clock"] && told.notInEveryState == [])
        #expect(throws: TraceMismatch.otherParameter("managers", inFile: .integer(4), inSpec: 3)) {
            try run("4").matched(in: HastyCommit.spec)
        }
    }

    @Test func namesAreChanged() throws {
        let text = ForeignRunTests.quint.replacingOccurrences(of: "\"r", with: "\"n")
            .replacingOccurrences(of: "::manager", with: "::party").replacingOccurrences(
                of: "\"prepare\"", with: "\"ready\"")
        #expect(throws: TraceMismatch.self) { try Self.steps(Self.runs(text)[0]) }
        let names = [
            "n0": "r0", "n1": "r1", "n2": "r2", "party": "manager", "neceivePrepared": "receivePrepared",
            "ready": "prepare", "nowhere": "x",
        ]
        let (run, unknown) = try Self.runs(text)[0].renamed(names)
        #expect(unknown == ["neceivePrepared", "nowhere"])
        #expect(try Self.steps(run) == ["prepare(r1)", "receivePrepared(r1)"])
        // In TLC's file the names are keys of records.
        let dump = TLCTraceTests.dump.replacingOccurrences(of: "\"r", with: "\"n")
        #expect(
            try Self.steps(
                Self.runs(dump)[0].renamed(names.merging(["neceivePrepared": "receivePrepared"]) { $1 }).run
            ).count == 2)
    }

    @Test func modulesAreChosen() throws {
        let text = ForeignRunTests.quint.replacingOccurrences(
            of: "tpcTest::tpc::clock", with: "tpcTest::log::manager")
        var run = try Self.runs(text)[0]
        #expect(throws: TraceMismatch.self) { try Self.steps(run) }
        #expect(run.hasModule("log") && run.hasModule("tpcTest::tpc") && !run.hasModule("lo"))
        run.module = "tpc"
        #expect(try Self.steps(run).count == 2)
        run.module = "log"
        #expect(throws: TraceMismatch.self) { try Self.steps(run) }
    }

    @Test func aRunWithoutASpec() throws {
        let run = try Self.runs(ForeignRunTests.quint)[0]
        let lines = run.rendering().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "source: tpc.qnt" && lines[3] == "2 steps through 3 states of 3 variables")
        #expect(lines.contains { $0.hasPrefix("1  prepare(node: r1)") })
        #expect(lines.contains { $0.contains("manager[r1]: working → prepared") })
        #expect(run.rendering(full: true).contains("* tpcTest::tpc::manager:"))
    }
}
