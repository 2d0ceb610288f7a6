/**
 * The beginnings of passwords that attackers try first, in lower case: what people type when asked for twelve characters or
 * more. Trailing digits and signs are cut before looking, so `password` stands for `Password2026!` too.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passwort passw0rd p@ssword p@ssw0rd mypassword thepassword newpassword password1234 passwordpassword
  contrasegna lapassword parola parolachiave pasuwaado mima mima1234 wodemima
  qwerty qwertyuiop qwertyuiopas qwertyuiopasdf qwertyqwerty asdfghjkl asdfghjklzx zxcvbnm qazwsxedcrfv 1qaz2wsx3edc 1qazxsw23edc
  1q2w3e4r5t6y q1w2e3r4t5y6 zaq12wsxcde3 qwer1234qwer qwerty123456 azertyuiop 1q2w3e4r 1qaz2wsx
  123456 1234567890 123456789012 1234567890123 098765432109 0987654321 112233445566 121212121212 123123123123 147258369000
  111222333444 abcd1234abcd abc123abc123 a1b2c3d4e5f6 abcdefghijkl aabbccddeeff 5201314 woaini woaini1314 woaini5201314 iloveyou
  iloveyou1234 iloveyouforever iloveyousomuch ilovemyfamily tiamo tiamo1234 amoremio aishiteru admin administrator adminadmin
  admin1234 admin123456 root rootroot welcome welcome1234 welcometo letmein letmeinplease letmeinnow changeme changemenow
  changeit secret secretsecret topsecret default guest guestguest login test testtest testtesttest testing1234 temppassword
  sunshine princess football baseball superman batman dragon monkey master shadow michael jennifer starwars pokemon naruto
  juventus forzajuve forzanapoli forzamilan forzainter jesuschrist godisgood taiwan taiwan1234 taipei italia italia1234 nippon
  correcthorsebatterystaple riscontro riscontro1234 charity donation giving letmein1234 trustno one whatever computer internet`
    .split(/\s+/)
    .filter((word) => word.length >= 4),
)
