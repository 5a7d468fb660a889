/// Bytes of a certificate, read piece by piece; a checksum of all that was read is kept.
struct CertificateBytes {
    private let next: () throws -> [UInt8]
    private var piece: [UInt8] = []
    private var position = 0
    private var pieceStart = 0
    /// Fowler, Noll and Vo's hash FNV-1a of 64 bits, of the bytes read so far.
    private(set) var checksum: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Most elements of a list of names or of replicas.
    static let longestList = 1 << 16
    private static let longestText = 1 << 16
    /// Bytes that all texts may still take.
    private var textRoom = 1 << 20
    private let isStopped: () -> Bool

    /// The bytes that `next` gives piece by piece; an empty piece is the end. The wish to stop is asked for at each piece.
    init(isStopped: @escaping () -> Bool, _ next: @escaping () throws -> [UInt8]) {
        (self.isStopped, self.next) = (isStopped, next)
    }

    /// - Throws: `CancellationError` for a wish to stop.
    func checkWish() throws {
        if isStopped() { throw CancellationError() }
    }

    /// Number of the bytes read so far.
    var offset: Int { pieceStart + position }

    func malformed(_ what: String) -> CertificateError { .malformed(what, offset: offset) }

    /// The next byte, or nil at the end.
    private mutating func byteIfAny() throws -> UInt8? {
        if position == piece.count {
            try checkWish()
            pieceStart += piece.count
            (piece, position) = (try next(), 0)
            if piece.isEmpty { return nil }
        }
        defer { position += 1 }
        return piece[position]
    }

    /// The next byte.
    mutating func byte() throws -> UInt8 {
        guard let byte = try byteIfAny() else { throw CertificateError.truncated(offset: offset) }
        checksum = (checksum ^ UInt64(byte)) &* 0x100_0000_01b3
        return byte
    }

    /// A number of at most 63 bits in groups of seven, the lowest first. There is one way only to write it.
    mutating func number() throws -> Int {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let byte = try byte()
            guard shift < 63 else { throw malformed("a number of more than 63 bits") }
            number |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 {
                guard byte != 0 || shift == 0 else { throw malformed("a number with a leading zero") }
                return Int(number)
            }
            shift += 7
        }
    }

    /// A number with a sign: twice it, or twice its opposite less 1.
    mutating func signedNumber() throws -> Int {
        let number = try number()
        return number & 1 == 0 ? number >> 1 : -(number >> 1) - 1
    }

    mutating func text() throws -> String {
        let count = try number()
        guard count <= Self.longestText else { throw malformed("a text of \(count) bytes") }
        guard count <= textRoom else { throw malformed("texts of more than 1 MiB") }
        textRoom -= count
        var bytes: [UInt8] = []
        for _ in 0..<count { bytes.append(try byte()) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw malformed("a text that is no UTF-8")
        }
        return text
    }

    /// A text, or nil.
    mutating func optionalText() throws -> String? {
        switch try byte() {
        case 0: return nil
        case 1: return try text()
        case let mark: throw malformed("\(mark) where 0 or 1 says whether a name follows")
        }
    }

    /// A list behind the number of its elements, of which there may be so many.
    mutating func list<Element>(
        most: Int = longestList, _ element: (inout CertificateBytes) throws -> Element
    ) throws -> [Element] {
        let count = try number()
        guard count <= most else { throw malformed("a list of \(count) elements") }
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    /// Reads the checksum, behind which the file must end.
    mutating func finish() throws {
        let (start, found) = (offset, checksum)
        var stated: UInt64 = 0
        for shift in 0..<8 as Range<UInt64> { stated |= UInt64(try byte()) << (8 * shift) }
        guard try byteIfAny() == nil else {
            throw CertificateError.malformed("bytes behind the end", offset: start + 8)
        }
        guard stated == found else { throw CertificateError.checksum(offset: start) }
        checksum = found
    }
}
