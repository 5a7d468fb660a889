import Foundation
import QuorateLanguage
import QuorateTraces

/// Traces.
extension Exploration {
    /// The view of the last state of a trace, whose steps are walked.
    func open(_ data: Data) throws(Refusal) -> JSONValue {
        let opened = try OpenedTrace(data, in: evaluation)
        let node = try add(opened.words, opened.takes, from: nil)
        guard case .object(let members) = try view(of: node, .null) else { return .null }
        return .object(members + [.init(key: "note", value: JSONValue(opened.note))])
    }

    func trace(_ body: JSONValue) throws(Refusal) -> JSONValue {
        let trace = try WalkTrace(to: node(body), in: tree, of: spec, showing: body["property"]?.text).trace
        let shows = trace.property.isEmpty ? nil : trace.property
        return [
            "file": .string("\(trace.spec)-\(trace.instance.fileName(showing: shows)).itf.json"),
            "property": JSONValue(shows),
            "text": .string(String(decoding: ITF.data(of: trace), as: UTF8.self)),
        ]
    }

    func replay(_ body: JSONValue) throws(Refusal) -> JSONValue {
        try checkIdle()
        let code = body["code"]?.text ?? "shipped"
        guard let target, codes.contains(code) else {
            throw Refusal(404, "\(spec.name) has no such real code here")
        }
        let trace = try WalkTrace(to: node(body), in: tree, of: spec, showing: body["property"]?.text).trace
        let job = beginJob("replay")
        Thread.detachNewThread {
            job.end(WalkReplay(target: target, trace: trace, usesMutant: code == "mutant").json())
        }
        return job.json
    }
}
