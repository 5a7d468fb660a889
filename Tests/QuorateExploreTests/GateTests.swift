import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateExplore
@testable import Toys

/// Who is not answered.
@Suite struct GateTests {
    private let page = PageSession(ErasedSpec(Ballot()))

    @Test func thePageItselfIsAnswered() async {
        for host in ["127.0.0.1:4711", "localhost:4711", "LOCALHOST:4711"] {
            for headers in [[:], ["origin": "http://\(host)"]] {
                let answer = await page.send("POST", "api/spec", host: host, headers: headers)
                #expect(answer.status == 200)
                #expect(answer.value["spec"] == "Ballot")
            }
        }
        for place in ["", "page.js", "page.css"] { #expect(await page.send("GET", place).status == 200) }
    }

    @Test(arguments: ["", "0", String(repeating: "0", count: 32), "..", "%00"])
    func nobodyIsAnsweredWithoutTheToken(_ token: String) async {
        for place in ["", "page.js", "api/spec", "api/open"] {
            let answer = await page.send("POST", place, token: token)
            #expect(answer.status == 403)
            #expect(answer.value["spec"] == nil && answer.value["error"] != nil)
        }
    }

    @Test func aTokenIsNeitherCutNorLonger() async {
        let token = page.handler.gate.token
        #expect(token.utf8.count == 32)
        #expect(Gate(port: 1).token != token)
        for wrong in [String(token.dropLast()), token + "0", token.uppercased() + "/", "/" + token] {
            #expect(await page.send("POST", "api/spec", token: wrong).status >= 403)
        }
    }

    @Test(arguments: [nil, "evil.example:4711", "127.0.0.1:4712", "127.0.0.1", "localhost", "[::1]:4711", ""])
    func anotherHostIsRefused(_ host: String?) async {
        #expect(await page.send("POST", "api/spec", host: host).status == 403)
        #expect(await page.send("GET", "", host: host).status == 403)
    }

    @Test(arguments: [
        "null", "", "http://evil.example", "https://127.0.0.1:4711", "http://127.0.0.1:80",
        "http://127.0.0.1",
        "http://127.0.0.1:4711.evil.example", "file://",
    ])
    func anotherOriginIsRefused(_ origin: String) async {
        #expect(await page.send("POST", "api/spec", headers: ["origin": origin]).status == 403)
    }

    @Test func otherMethodsTypesAndPlacesAreRefused() async {
        #expect(await page.send("GET", "api/spec").status == 405)
        #expect(await page.send("POST", "").status == 405)
        #expect(await page.send("POST", "api/spec", headers: ["content-type": "text/plain"]).status == 415)
        #expect(await page.send("POST", "api/open", headers: ["content-type": "text/plain"]).status == 415)
        #expect(await page.send("GET", "../etc/passwd").status == 404)
        #expect(await page.ask("nothing").status == 404)
    }

    @Test func aBodyThatIsTooLargeIsRefused() async {
        let part = Data(repeating: 0x20, count: 1 << 10)
        func status(_ place: String, _ count: Int, headers: [String: String] = [:]) async -> Int {
            await page.send("POST", place, headers: headers, body: Array(repeating: part, count: count))
                .status
        }
        #expect(await status("api/spec", 65) == 413)
        #expect(await status("api/open", 4097) == 413)
        // What is announced counts as well, before it comes.
        #expect(await status("api/spec", 0, headers: ["content-length": "1048576"]) == 413)
        #expect(await status("page.js", 65) == 413)
        // One that fits is read, and is none.
        #expect(await status("api/spec", 64) == 400)
        #expect(await status("api/open", 4096) == 422)
    }

    @Test(arguments: ["{", "[]", "7", "{} {}", "{\"node\": 1e999}", "\u{0}"])
    func whatIsNoQuestionIsRefused(_ text: String) async {
        #expect(await page.send("POST", "api/node", body: [Data(text.utf8)]).status >= 400)
    }
}
