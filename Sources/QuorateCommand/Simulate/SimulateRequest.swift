import QuorateExplorer
import QuorateLanguage

/// Arguments of `simulate`, as typed.
struct SimulateRequest {
    /// The specs with their settings and changes, and the number of workers.
    var specs = CheckRequest()
    /// Number of runs, or nil for the usual one.
    var runs: Int?
    var depth = Simulator.usualDepth
    var seed: UInt64 = 1
    var strategy = RunStrategy.swarm
    /// Wall time in seconds, or nil.
    var seconds: Double?

    private static let mostDepth = 1_000_000

    /// The request as one for a single run of each spec.
    var specRequest: CheckRequest {
        var request = specs
        // A limit asks for the one instance, and not for those of the catalog.
        request.limits.depth = depth
        request.limits.seconds = seconds
        return request
    }

    /// Refuses numbers that leave nothing to do.
    func checkNumbers(seeds: Int?) throws {
        let numbers = [("--runs", runs), ("--depth", depth), ("--seeds", seeds)]
        for (option, value) in numbers {
            guard let value, value < 1 else { continue }
            throw CommandError.tooSmall(option: option, value: "\(value)", least: "at least 1")
        }
        if depth > Self.mostDepth {
            throw CommandError.unsuitable(
                option: "--depth", value: "\(depth)", write: "at most \(Self.mostDepth): a run is kept whole")
        }
        try specRequest.checkNumbers()
        if specs.specs.isEmpty { throw CommandError.needsSpec(option: "simulate") }
    }

    /// The simulation of a spec.
    func simulator(of spec: ErasedSpec, ending property: String?) -> Simulator {
        var simulator = Simulator(
            erased: spec, runs: runs ?? (seconds == nil ? Simulator.usualRuns : .max), depth: depth,
            seed: seed, strategy: strategy, workers: specs.workers, seconds: seconds)
        simulator.properties = specs.properties.isEmpty ? nil : specs.properties
        simulator.endingProperties = property.map { [$0] }
        return simulator
    }
}
