import Foundation
import SeededRandom
import Testing

@testable import QuorateCommand

/// Histories of real systems, in both forms, and everything that can be wrong with one.
@Suite struct LinearizableTests {
    /// Runs the command on a file with the given text, which its output calls `history`.
    private func linearizable(_ text: String, _ options: String) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let file = folder + "/history"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            var outcome = await quorate(
                ["linearizable", file] + options.split(separator: " ").map(String.init))
            outcome.output = outcome.output.replacing(file, with: "history")
            outcome.errors = outcome.errors.replacing(file, with: "history")
            return outcome
        }
    }

    /// A stale read, as the register of two servers without quorums gives it.
    private static let stale = """
        ; a write is over, and a read does not see it
        {:type :info, :process :nemesis, :f :start, :value nil, :index 0}
        #jepsen.history.Op{:index 1, :time 7, :type :invoke, :process 0, :f :write, :value 1}
        {:type :ok, :process 0, :f :write, :value 1}
        {:type :invoke, :process 1, :f :read, :value nil}
        {:type :ok, :process 1, :f :read, :value nil, :other/type :fail}

        """

    @Test func aStaleReadIsNotExplained() async throws {
        let outcome = try await linearizable(Self.stale, "--as register")
        #expect(outcome.status == 12)
        #expect(
            outcome.output == """
                history: not linearizable as a register
                the shortest prefix that no order explains ends in line 6:
                  line 5  process 1  read null
                in this order what is in front of it is right:
                  line 3  process 0  write 1

                2 operations: 2 ok, 0 failed, 0 without an answer; 4 states looked at
                1 event of nemesis left out

                """)
    }

    @Test func theOtherConditions() async throws {
        let sequential = try await linearizable(Self.stale, "--as register --consistency sequential")
        #expect(sequential.status == 0)
        #expect(sequential.output.contains("history: sequentially consistent as a register\n"))
        #expect(sequential.output.contains("line 5  process 1  read null\n  line 3  process 0  write 1\n"))
        let regular = try await linearizable(Self.stale, "--as register --consistency regular")
        #expect(regular.status == 12 && regular.output.contains("that breaks it ends in line 6:"))
    }

    @Test func resultsAsJSON() async throws {
        let outcome = try await linearizable(Self.stale, "--as register --format json")
        #expect(outcome.status == 12)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(whole["verdict"] as? String == "not explained" && whole["object"] as? String == "register")
        #expect((whole["ignored"] as? [String: Int]) == ["nemesis": 1])
        let histories = try #require(whole["histories"] as? [[String: Any]])
        #expect(histories.count == 1 && histories[0]["lastLine"] as? Int == 6)
        #expect(histories[0]["isShortest"] as? Bool == true && histories[0]["key"] is NSNull)
        #expect((histories[0]["last"] as? [String: Any])?["operation"] as? String == "read null")
    }

    /// An operation that ended in info took effect or not, and one that failed did not.
    @Test(arguments: [("info", 0), ("fail", 12)])
    func infoAndFail(type: String, status: Int32) async throws {
        let text = """
            [{"type": "invoke", "process": 0, "f": "write", "value": 1},
             {"type": "\(type)", "process": 0, "f": "write", "value": 1},
             {"type": "invoke", "process": 1, "f": "read", "value": null},
             {"type": "ok", "process": 1, "f": "read", "value": 1}]
            """
        #expect(try await linearizable(text, "--as register").status == status)
        #expect(try await linearizable(text, "--as register --consistency sequential").status == status)
        #expect(try await linearizable(text, "--as register --consistency regular").status == status)
        #expect(try await linearizable(text, "--as cas-register").status == status)
    }

    private static let objects: [(String, String, Int32)] = [
        ("cas-register", "write 1, cas [1 2], read 2", 0), ("cas-register", "write 1, cas [2 3]", 12),
        ("queue", "enqueue 1, enqueue 2, dequeue 1, dequeue 2, dequeue nil", 0),
        ("queue", "enqueue 1, enqueue 2, dequeue 2", 12), ("queue", "enqueue 1, dequeue nil", 12),
        ("lock", "acquire nil, release nil, acquire nil", 0), ("lock", "acquire nil, acquire nil", 12),
        ("lock", "release nil", 12), ("register", "read 7", 12), ("register --initial 7", "read 7", 0),
        ("register --initial :a", "read :a, write \"a\", read \"a\"", 0),
        ("register", "write :a, read \"a\"", 12),
        ("register", "write {:a 1 :b #{1 2}}, read {:b #{2 1} :a 1}", 0),
    ]

    @Test(arguments: objects)
    func everyObject(object: String, operations: String, status: Int32) async throws {
        let events = operations.split(separator: ", ").map { operation in
            let words = operation.split(separator: " ", maxSplits: 1)
            let isObservation = ["read", "dequeue"].contains(words[0])
            func event(_ type: String, _ value: Substring) -> String {
                "{:process 3, :type :\(type), :f :\(words[0]), :value \(value)}"
            }
            return event("invoke", isObservation ? "nil" : words[1]) + "\n" + event("ok", words[1])
        }
        let outcome = try await linearizable(events.joined(separator: "\n"), "--as \(object)")
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
    }

    /// A value that nobody would compare may be the name of one of several objects.
    @Test(arguments: [
        ("lock", "acquire", ":a", "nil", "acquire of a lock is called with none, found :a"),
        ("lock", "acquire", "[:a nil]", "nil", "looks like one of independent keys; add --keyed"),
        ("lock", "release", "nil", "7", "release of a lock has none to answer with"),
        ("queue", "dequeue", "3", "3", "a dequeue is called with none, found 3"),
        ("register", "read", "3", "3", "a read is called with none, found 3"),
    ])
    func valuesThatNobodyComparesAreRefused(
        object: String, function: String, called: String, answered: String, words: String
    ) async throws {
        let text = [("invoke", called), ("ok", answered)]
            .map { "{:process 1 :type :\($0) :f :\(function) :value \($1)}" }.joined(separator: "\n")
        let outcome = try await linearizable(text, "--as \(object)")
        #expect(outcome.status == 65 && outcome.errors.contains(words), "\(outcome.errors)")
    }

    /// What an event need not say, and what says nothing of the order.
    @Test(arguments: [
        ("{:process 1 :type :invoke :f :acquire}\n{:process 1 :type :ok :f :acquire}", "--as lock"),
        ("{:process 1 :type :invoke :f :read}\n{:process 1 :type :ok :f :read :value nil}", "--as register"),
        (
            "{:index -1 :process 1 :type :invoke :f :read}\n{:index -1 :process 1 :type :ok :f :read :value nil}",
            "--as register"
        ),
    ])
    func whatMayBeMissing(text: String, options: String) async throws {
        let outcome = try await linearizable(text, options)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private static let keyed = """
        [{:type :invoke, :f :write, :value [x 1], :process 0}
         {:type :invoke, :f :read, :value [y nil], :process 1}
         {:type :ok, :f :write, :value [x 1], :process 0}
         {:type :ok, :f :read, :value [y 7], :process 1}
         {:type :invoke, :f :read, :value [x nil], :process 1}
         {:type :ok, :f :read, :value [x 1], :process 1}
         {:type :invoke, :f :write, :value [z 1], :process 1}
         {:type :ok, :f :write, :value [z 1], :process 1}]
        """

    @Test func keysAreCheckedForThemselves() async throws {
        let outcome = try await linearizable(Self.keyed, "--as register --keyed")
        #expect(outcome.status == 12)
        #expect(
            outcome.output.hasPrefix(
                """
                history: of 3 keys, 2 linearizable as a register, 1 not, 0 unknown

                key "y": not linearizable as a register
                the shortest prefix that no order explains ends in line 4:
                  line 2  process 1  read 7

                """))
        #expect(outcome.output.contains("1 key with nothing to compare"))
        let sequential = try await linearizable(Self.keyed, "--as register --keyed --consistency sequential")
        #expect(sequential.output.contains("all keys together need not be sequentially consistent"))
    }

    @Test func theLimitIsNoVerdict() async throws {
        let outcome = try await linearizable(Self.stale, "--as register --limit 1")
        #expect(outcome.status == 30)
        #expect(outcome.output.contains("unknown whether linearizable as a register: the limit of 1 states"))
    }

    struct Slip: Sendable {
        var text: String
        var options = "--as register"
        var message: String

        init(_ text: String, _ message: String, _ options: String = "--as register") {
            (self.text, self.message, self.options) = (text, message, options)
        }
    }

    private static let read = "{:process 1 :type :invoke :f :read}"

    private static let answered = "{:process 1 :type :ok :f :read}"

    static let slips: [Slip] = [
        Slip(
            read + "\n" + answered, "line 2: value is missing; write null, or nil in EDN, where read has none"
        ),
        Slip(
            "{\"process\": 1, \"type\": \"invoke\", \"f\": \"write\", \"val\": 1}", "line 1: value is missing"
        ),
        Slip(read + "\n" + answered, "line 2: value is missing", "--as cas-register"),
        Slip("{:process 1 :type :invoke :f :cas}", "line 1: value is missing", "--as cas-register"),
        Slip("{:process 1 :type :invoke :f :write}", "line 1: value is missing", "--as cas-register"),
        Slip("{:process 1 :type :invoke :f :enqueue}", "line 1: value is missing", "--as queue"),
        Slip(
            (read + "\n" + answered).replacing(":read", with: ":dequeue"), "line 2: value is missing",
            "--as queue"),
        Slip(
            "{:index 4 :process :nemesis}\n{:index 3 :process 1 :type :invoke :f :read}",
            "line 2: index: 3 comes behind 4, of line 1; the events have to stand in the order in which"),
        Slip("{:index 0 :process :nemesis}\n{:index 0 :process :nemesis}", "line 2: index: 0 comes behind 0"),
        Slip("", "history: there is no operation of a process"), Slip("[]", "there is no operation"),
        Slip("; nothing", "there is no operation"), Slip("()", "there is no operation"),
        Slip("{:process :nemesis}", "no operation of a process, and processes without a number are left out"),
        Slip(read, "no operation is ok that tells something of the object, so there is nothing to compare"),
        Slip("3", "line 1: expected a map, found 3"),
        Slip("\n[{:a 1}\n{:b 2}]", "line 2: process is missing"),
        Slip("{:process nil}", "line 1: process is missing"),
        Slip("{:process 1.5}", "line 1: process: expected a number or a name, found 1.5"),
        Slip("{:process -1}", "process: expected a number or a name, found -1"),
        Slip("{\"process\": \"1\"}", "process: expected a number or a name, found \"1\""),
        Slip("{:process 1}", "line 1: type is missing"),
        Slip("{:process 1 :type :okay}", "type: expected invoke, ok, fail or info, found :okay"),
        Slip("{:process 1 :type :ok}", "line 1: f is missing"),
        Slip("{:process 1 :type :ok :f 3}", "f: expected the name of an operation, found 3"),
        Slip(
            "{:process 1 :type :ok :f :add}",
            "f: no operation is called \"add\"; this object has read, write"),
        Slip(
            "{:process 1 :type :ok :f :read}", "line 1: process 1 ends an operation that it has not called"),
        Slip(
            read + "\n" + read,
            "line 2: process 1 calls while its last operation, of line 1, is under way"),
        Slip(
            read + "{:process 1 :type :info :f :read}\n" + read,
            "line 2: process 1 calls again though its last operation ended in info, in line 1"),
        Slip(
            read + "\n{:process 1 :type :ok :f :write}",
            "line 2: f: process 1 has called read in line 1, and not write"),
        Slip(
            "{:process 1 :type :invoke :f :write :value 1}\n{:process 1 :type :ok :f :write :value 2}",
            "line 2: value: called with 1, and ended with 2"),
        Slip(
            "{:process 1 :type :invoke :f :read :value [4 nil]}",
            "looks like one of independent keys; add --keyed"),
        Slip(read, "expected a list of a key and a value, found null", "--as register --keyed"),
        Slip(
            "{:process 1 :type :invoke :f :read :value [1 nil]}\n{:process 1 :type :ok :f :read :value [2 nil]}",
            "line 2: value: the key is 2, and the operation of line 1 is of 1", "--as register --keyed"),
        Slip(
            "{:process 1 :type :invoke :f :cas :value 3}",
            "value: expected a list of the old and the new value, found 3", "--as cas-register"),
        Slip("{:process 1", "not EDN: the file ends in the middle of a value, at line 1, column 12"),
        Slip("{:process}", "not EDN: a map with a key without a value"),
        Slip("{:a 1 :a 2}", "not EDN: a map with the key \"a\" twice"),
        Slip("\n]", "a value is missing, at line 2"),
        Slip("[{} {}] {}", "not EDN: more text after the end, at line 1, column 9"),
        Slip("{:process 01}", "\"01\" is no number"), Slip("{:a \"\\q\"}", "an unknown escape in a string"),
        Slip("{\"a\": 1", "truncated"), Slip("[{\"a\": 1,}]", "not JSON"),
        Slip("{\"a\": 1, \"a\": 2}", "the key \"a\" appears twice"),
        Slip(String(repeating: "[", count: 1_000), "more than 64 levels"),
        Slip(String(repeating: "#_ ", count: 1_000), "more than 64 levels"),
        Slip("{\"a\": " + String(repeating: "[", count: 1_000), "more than 64 levels"),
    ]

    @Test(arguments: slips)
    func slipsAreToldWithTheLine(_ slip: Slip) async throws {
        let outcome = try await linearizable(slip.text, slip.options)
        #expect(outcome.status == 65, "\(outcome.output)")
        #expect(outcome.errors.hasPrefix("Error: history: "))
        #expect(outcome.errors.contains(slip.message), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test(arguments: [
        ("x --as register --limit 0", "--limit 0: write a number from 1 to"),
        ("x --as queue --consistency regular", "so of --as register only"),
        ("x --as lock --initial 1", "--initial makes sense with --as register"),
        ("x --as register --initial [", "--initial [: write one value as it stands in the file"),
        ("x --as stack", "'stack' is invalid"), ("x", "Missing expected argument '--as <as>'"),
    ])
    func argumentsThatMakeNoSense(line: String, message: String) async {
        let outcome = await quorate("linearizable \(line)")
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func aFileThatIsNotThere() async {
        let outcome = await quorate("linearizable nowhere --as register")
        #expect(outcome.status == 74 && outcome.errors.contains("nowhere: No such file or directory"))
    }

    /// The two forms of one history have one answer; a file that somebody has broken has one, or is refused.
    @Test func bothFormsAndBrokenFiles() async throws {
        var random = SplitMix(seed: Seed.announced())
        var statuses: [Int32: Int] = [:]
        for _ in 0..<150 {
            let events = Self.randomEvents(&random)
            let edn = events.map { "{:process \($0), :type :\($1), :f :\($2), :value \($3)}" }.joined(
                separator: "\n")
            let json = events.map {
                "{\"process\": \($0), \"type\": \"\($1)\", \"f\": \"\($2)\", \"value\": \($3 == "nil" ? "null" : $3)}"
            }.joined(separator: "\n")
            let one = try await linearizable(edn, "--as register")
            let other = try await linearizable(json, "--as register")
            #expect(one.status == other.status && one.output == other.output, "\(edn)")
            var bytes = Array((Bool.random(using: &random) ? edn : json).utf8)
            for _ in 0..<random.number(1..<4) where !bytes.isEmpty {
                let place = random.number(0..<bytes.count)
                switch random.number(0..<3) {
                case 0: bytes[place] = UInt8(random.number(0..<256))
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.number(1..<30)))
                default: bytes.insert(contentsOf: bytes[..<place].suffix(random.number(1..<40)), at: place)
                }
            }
            let broken = try await linearizable(String(decoding: bytes, as: UTF8.self), "--as register")
            #expect([0, 12, 65].contains(broken.status), "\(broken.errors)")
            statuses[one.status, default: 0] += 1
            statuses[broken.status, default: 0] += 1
        }
        #expect(Set(statuses.keys).isSuperset(of: [0, 12, 65]))
    }

    private static func randomEvents(
        _ random: inout SplitMix
    ) -> [(process: Int, type: String, function: String, value: String)] {
        var events: [(process: Int, type: String, function: String, value: String)] = []
        var waiting: [Int: String] = [:]
        var latest = "nil"
        for _ in 0..<random.number(4..<24) {
            let process = random.number(0..<3)
            guard let call = waiting.removeValue(forKey: process) else {
                let value = random.pick(["nil", "1", "2"])
                waiting[process] = value
                events.append((process, "invoke", value == "nil" ? "read" : "write", value))
                continue
            }
            if call != "nil" { latest = call }
            let seen = random.number(0..<6) == 0 ? "1" : latest
            events.append((process, "ok", call == "nil" ? "read" : "write", call == "nil" ? seen : call))
        }
        return events
    }
}
