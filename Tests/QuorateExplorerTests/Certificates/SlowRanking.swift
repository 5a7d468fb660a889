/// A ranking as it is written, with any part of it forged.
struct SlowRanking {
    struct Part {
        /// 0 passed, 1 owing, 2 owing again, 3 as it should.
        var kind: UInt8
        var obligation = 0
        var parent = 0
    }

    /// Position of the property in the spec.
    var property = 1
    var parts: [Part]
    /// For each state the number of its part plus 1; 0 for none.
    var places: [Int]

    var bytes: [UInt8] {
        var bytes = SlowCertificate.number(property) + SlowCertificate.number(parts.count)
        for part in parts {
            bytes.append(part.kind)
            if part.kind == 1 || part.kind == 2 { bytes += SlowCertificate.number(part.obligation) }
            bytes += SlowCertificate.number(part.parent)
        }
        var rest = places[...]
        while let place = rest.first {
            let run = rest.prefix { $0 == place }.count
            bytes += SlowCertificate.number(place) + SlowCertificate.number(run)
            rest = rest.dropFirst(run)
        }
        return bytes
    }
}
