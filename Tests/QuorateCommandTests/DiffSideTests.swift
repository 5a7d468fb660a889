import Foundation
import QuorateLanguage
import Synchronization
import Testing

@testable import QuorateCommand
@testable import Toys

/// Sides that are none, that end too early, or that print something else than they should.
@Suite struct DiffSideTests {
    /// Runs `diff` with a base that is this script, or a head.
    private func script(_ text: String, isHead: Bool) async -> Outcome {
        await diff([]) { side, _, arguments in
            (side == .head) == isHead
                ? try SideProcess.start(side, "/bin/sh", ["-c", text])
                : try InProcessSide.start(side, Door().catalog, arguments)
        }
    }

    @Test(arguments: [
        ("echo \"Error: Unexpected argument 'diff-side'\" >&2; exit 64", "does not know `diff-side`"),
        ("echo oh >&2; kill -9 $$", "was ended by signal 9 (for want of memory?)"),
        ("exit 3", "ended with status 3 before it had said everything; it says nothing about it"),
        ("echo why >&2; exit 3", "it says at last:\nwhy"),
        ("echo Hello from my program", "it begins with \"Hello"),
        ("printf 'quorate-diff-side\\nZ12345'", "a piece that begins with the byte 90"),
        ("printf 'quorate-diff-side\\nD\\377\\377\\377\\377'", "a piece of 4294967295 bytes"),
        ("printf 'quorate-diff-side\\nD\\005\\000\\000\\000hello'", "the piece description cannot be read"),
        (
            "printf 'quorate-diff-side\\nE\\000\\000\\000\\000'",
            "the piece end where there has to be description"
        ),
        ("printf 'quorate-diff-side\\nD\\015\\000\\000\\000{\"version\":9}'", "speaks version 9"),
    ])
    func isNoSide(text: String, words: String) async {
        for isHead in [false, true] {
            let outcome = await script(text, isHead: isHead)
            #expect(outcome.status == 65 && outcome.output == "", "\(outcome.output)\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.errors.contains(isHead ? "of the head" : "of the base"), "\(outcome.errors)")
        }
    }

    @Test func programThatIsNotThere() async {
        let outcome = await diff([]) { side, _, _ in try SideProcess.start(side, "/nowhere/quorate", []) }
        #expect(outcome.status == 74 && outcome.errors.contains("/nowhere/quorate"), "\(outcome.errors)")
    }

    /// Every stream that stops in the middle, and every byte that is another one, is an error or changes nothing.
    @Test func streamsThatAreCutOrSpoiled() async {
        let pieces = Counter()
        let whole = await diff([]) { side, _, arguments in
            try InProcessSide.start(side, Door().catalog, arguments) { bytes in
                if side == .head { pieces.add(bytes.count) }
                return (bytes, false)
            }
        }
        #expect(whole.status == 0)
        let total = pieces.total.withLock { $0 }
        for place in stride(from: 0, to: total, by: max(1, total / 60)) {
            for cuts in [true, false] {
                let spoiler = Spoiler(place: place, of: total, cuts: cuts)
                let outcome = await diff([]) { side, _, arguments in
                    try InProcessSide.start(side, Door().catalog, arguments) { bytes in
                        side == .head ? spoiler.spoil(bytes) : (bytes, false)
                    }
                }
                #expect([65, 0].contains(outcome.status), "\(place): \(outcome.output)\(outcome.errors)")
                if cuts { #expect(outcome.status == 65, "\(place): \(outcome.output)") }
            }
        }
    }

    @Test func requestThatIsNone() async throws {
        let silent = Console(output: { _ in }, error: { _ in }, isErrorTerminal: false)
        let session = Session(catalog: Door().catalog, program: "side", console: silent)
        let server = try SideServer(session, limits: .init(), workers: 1) { _ in }
        for line in ["", "hello", "{\"run\":{\"spec\":7,\"instance\":0,\"withGraph\":true}}"] {
            var lines = [line]
            await #expect(throws: DiffError.self) { try await server.serve { lines.popLast() } }
        }
    }
}

private final class Counter: Sendable {
    let total = Mutex(0)
    func add(_ count: Int) { total.withLock { $0 += count } }
}

/// Ends a stream at a byte, or makes it another one and ends it behind that piece.
private final class Spoiler: Sendable {
    private let place: Int
    private let total: Int
    private let cuts: Bool
    private let position = Mutex(0)

    init(place: Int, of total: Int, cuts: Bool) { (self.place, self.total, self.cuts) = (place, total, cuts) }

    func spoil(_ bytes: [UInt8]) -> (kept: [UInt8], isEnd: Bool) {
        let start = position.withLock { position in
            defer { position += bytes.count }
            return position
        }
        let isEnd = start + bytes.count >= total
        guard (start..<start + bytes.count).contains(place) else { return (bytes, isEnd) }
        if cuts { return (Array(bytes.prefix(place - start)), true) }
        var spoiled = bytes
        spoiled[place - start] ^= 0x15
        // A length that is larger now would be waited for, by both.
        return (spoiled, true)
    }
}
