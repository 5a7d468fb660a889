import Foundation
import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@Suite struct ITFTests {
    static let text = String(decoding: ITF.data(of: HastyCommit.trace), as: UTF8.self)

    @Test func randomTracesComeBackTheSame() throws {
        let seed = Seed.announced()
        var random = RandomTraces(seed: seed)
        for _ in 0..<500 {
            let trace = random.trace()
            let data = ITF.data(of: trace)
            #expect(data == ITF.data(of: trace), "QUORATE_SEED=\(seed)")
            let back = try ITF.trace(from: data)
            #expect(back == trace, "QUORATE_SEED=\(seed)")
        }
    }

    /// Read with another JSON reader than ours, so that the two cannot be wrong together.
    @Test func theShapeIsTheFormats() throws {
        let root = try #require(
            JSONSerialization.jsonObject(with: ITF.data(of: HastyCommit.trace)) as? [String: Any])
        let meta = try #require(root["#meta"] as? [String: Any])
        #expect(meta["format"] as? String == "ITF")
        #expect(meta["format-description"] as? String == "https://apalache-mc.org/docs/adr/015adr-trace.html")
        let vars = try #require(root["vars"] as? [String])
        #expect(
            vars == [
                "manager", "prepared", "acknowledged", "decision", "mbt::actionTaken", "mbt::nondetPicks",
            ])
        let states = try #require(root["states"] as? [[String: Any]])
        #expect(states.count == 6)
        for (index, state) in states.enumerated() {
            #expect((state["#meta"] as? [String: Int]) == ["index": index])
            #expect(Set(state.keys) == Set(vars + ["#meta"]))
        }
        let actions = states.map { $0["mbt::actionTaken"] as? String }
        #expect(actions == ["init", "prepare", "receivePrepared", "commit", "obeyCommit", "abortAlone"])
        let own = try #require(meta["quorate"] as? [String: Any])
        #expect(own["version"] as? Int == 1)
        #expect(own["parameters"] as? [String: Int] == ["managers": 3])
        #expect((own["steps"] as? [[String: Any]])?.first?["action"] as? String == "prepare")
    }

    @Test func theTextIsReadable() {
        for line in [
            #"  "vars": ["manager", "prepared", "acknowledged", "decision", "mbt::actionTaken", "mbt::nondetPicks"],"#,
            #"      "version": 1,"#,
            #"        {"action": "prepare", "arguments": {".0": "r0"}, "site": "QuorateSpecs/TwoPhaseCommit.swift:35"},"#,
            #"      "mutant": "hasty-commit","#,
            #"      "parameters": {"managers": 3},"#,
            #"      "propertySite": "QuorateSpecs/TwoPhaseCommit.swift:7","#,
            ##"      "manager": {"#map": [["r0", "prepared"], ["r1", "working"], ["r2", "working"]]},"##,
            ##"      "prepared": {"#set": ["r0"]},"##,
            #"      "mbt::actionTaken": "receivePrepared","#,
            #"      "mbt::nondetPicks": {"_0": {"tag": "Some", "value": "r1"}}"#,
            ##"      "mbt::nondetPicks": {"_0": {"tag": "None", "value": {"#tup": []}}}"##,
        ] {
            #expect(Self.text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
        #expect(Self.text.hasSuffix("}\n"))
    }

    @Test(arguments: [
        (SpecValue.integer(-5), ##"{"#bigint": "-5"}"##),
        (.boolean(true), "true"),
        (.list([.integer(1), .string("a")]), ##"[{"#bigint": "1"}, "a"]"##),
        (.set([]), ##"{"#set": []}"##),
        (
            .map([.init(key: .integer(1), value: .set([]))]),
            ##"{"#map": [[{"#bigint": "1"}, {"#set": []}]]}"##
        ),
        (.record([.init(name: "view", value: .string("v"))]), #"{"view": "v"}"#),
        (.record([.init(name: ".0", value: .string("v"))]), ##"{"#tup": ["v"]}"##),
        (.record([]), "{}"),
        (.variant("voted", .string("A")), #"{"tag": "voted", "value": "A"}"#),
    ])
    func valuesAreEncodedAsTheFormatSays(value: SpecValue, text: String) throws {
        var trace = HastyCommit.trace
        trace.steps = []
        trace.states = [[.init(name: "x", value: value)]]
        let data = ITF.data(of: trace)
        #expect(String(decoding: data, as: UTF8.self).contains("\n      \"x\": \(text),\n"))
        #expect(try ITF.trace(from: data) == trace)
    }

    @Test(arguments: [
        ##"{"tag": "undecided", "value": {"#tup": []}}"##, #"{"tag": "undecided", "value": "u_OF_UNIT"}"#,
        #"{"tag": "undecided", "value": {"tag": "UNIT", "value": "u_OF_UNIT"}}"#,
    ])
    func aUnitPayloadIsReadInEveryWay(unit: String) throws {
        let text = Self.text.replacing(#""decision": "undecided""#, with: "\"decision\": \(unit)")
        #expect(text != Self.text)
        #expect(try ITF.trace(from: Data(text.utf8)) == HastyCommit.trace)
    }

    @Test func theOrderInSetsAndMapsMeansNothing() throws {
        let text = Self.text.replacing(
            #"[["r0", "prepared"], ["r1", "working"], ["r2", "working"]]"#,
            with: #"[["r2", "working"], ["r0", "prepared"], ["r1", "working"]]"#)
        let trace = try ITF.trace(from: Data(text.utf8))
        #expect(trace != HastyCommit.trace)
        #expect(SpecValue.record(trace.states[1]).isSame(as: .record(HastyCommit.trace.states[1])))
        #expect(try trace.words(in: HastyCommit.spec) == HastyCommit.trace.words(in: HastyCommit.spec))
    }

    @Test func whatOtherToolsAddIsIgnored() throws {
        let text = Self.text
            .replacing(#""format": "ITF","#, with: #""format": "ITF", "timestamp": 17.5e8, "varTypes": {},"#)
            .replacing(#""mbt::nondetPicks"],"#, with: #""mbt::nondetPicks", "mbt::nondetPicks"],"#)
            .replacing(##""#meta": {"index": 2},"##, with: #""__note": null,"#)
        #expect(text.contains("__note") && text.contains("17.5e8"))
        #expect(try ITF.trace(from: Data(text.utf8)) == HastyCommit.trace)
    }

    @Test func valuesAreTheSameWhateverTheirOrder() {
        let (one, two): (SpecValue, SpecValue) = (.set([.integer(1)]), .set([.integer(2)]))
        #expect(SpecValue.set([one, two]).isSame(as: .set([two, one])))
        #expect(!SpecValue.list([one, two]).isSame(as: .list([two, one])))
        #expect(!SpecValue.set([]).isSame(as: .list([])))
        #expect(!SpecValue.integer(1).isSame(as: .string("1")))
        let tagged = SpecValue.record([
            .init(name: "value", value: one), .init(name: "tag", value: .string("t")),
        ])
        #expect(tagged.isSame(as: .variant("t", one)))
    }
}
