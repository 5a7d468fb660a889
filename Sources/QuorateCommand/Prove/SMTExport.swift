import Foundation
import QuorateLanguage
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// Folder into which the questions to the solver are written, one SMT-LIB 2 file each.
struct SMTExport {
    let folder: String
    /// Claims that models of protocols may stand on.
    let claims: [Claim]

    /// Writes the files of all requests, or none of them; files of the same names are replaced.
    ///
    /// - Returns: The number of files.
    /// - Throws: ``CommandError`` or `TraceInputOutputError` when the folder or a file cannot be written.
    func write(_ requests: [ProofRequest]) throws -> Int {
        let obligations = try requests.flatMap { try $0.obligations(knowing: claims) }
        if obligations.isEmpty { return 0 }
        try Folder.make(folder)
        try WholeFile.write(
            obligations.map { obligation in
                let path = (folder as NSString).appendingPathComponent(obligation.fileName)
                return (path, Data(obligation.text.utf8))
            })
        return obligations.count
    }
}

extension ProofRequest {
    /// Questions that are put to the solver, as files.
    fileprivate func obligations(knowing claims: [Claim]) throws -> [Obligation] {
        try validate()
        switch subject {
        case .claim(var claim):
            // Claims of different specs may have the same name, and files may not.
            claim.name = variation.map { "\(name).\($0)" } ?? name
            return try Prover.obligations(of: claim, isChanged: variation != nil)
        case .impossibility(let impossibility): return impossibility.obligations
        case .model(let model):
            do { return try model.obligations(among: claims) } catch {
                throw SpecError(spec: name, message: error.description)
            }
        case .automaton(let property): return property.obligations
        case .rounds(let consensus, let goal): return consensus.obligations(goal)
        case .refinement: return []
        }
    }
}
