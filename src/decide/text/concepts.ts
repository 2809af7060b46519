// SPDX-License-Identifier: Apache-2.0
/**
 * A small lexicon of what messages ask, promise and threaten, the same concept in every trained language, so that what is learnt
 * of "fee" and "parcel" in one language holds in another. The words stand as folded text has them: lower case, no accents on
 * Latin letters, simplified Han. `word*` stands for every word that begins so; scripts without blanks, and Hangul, match
 * anywhere in a text, with two to four letters.
 */
export const CONCEPTS: Readonly<Record<string, string>> = {
  pay: 'pay pays paid paying payment* payable 支付 付款 缴费 缴纳 결제 납부 입금 จ่าย ชำระ ode* odeme* pagar pago* pague pagamento* paga paiement* payer payez zahl* bezahl* bayar* pembayaran thanh toan оплат* ادفع سداد دفع भुगतान 支払 お支払',
  fee: 'fee fees charge* deposit* tax tariff levy 手续费 费用 保证金 押金 税费 工本费 运费 수수료 보증금 관세 ค่าธร ค่าปร มัดจำ ucret* masraf* vergi* tasa* tarifa* taxa* cuota* frais gebuhr* kosten biaya* tariff* phi комисси* пошлин* сбор رسوم شلك शुल्क फीस 手数料 関税',
  refund:
    'refund* rebate* reimburse* cashback compensat* 退款 退税 返还 赔付 理赔 退费 환불 환급 คืนเงิ เงินคื iade* geri reembols* devoluc* devolv* rembours* erstatt* ruckerstatt* rimbors* pengembalian hoan возврат* استرداد रिफंड वापसी 返金 払戻',
  prize:
    'prize* winner* won win reward* jackpot* lottery* lotto draw congratulat* congrats selected lucky voucher* bonus* 中奖 奖品 奖金 恭喜 幸运 抽奖 大奖 红包 당첨 경품 축하 รางวัล โชคดี ยินดี โบนัส odul* kazan* cekilis* tebrik* premio* ganad* ganou sorte* parabens gagn* gewinn* gewonnen hadiah* pemenang selamat vinc* vincit* giai thuong trung выигр* приз* розыгрыш* поздравля* جائزة ربحت مبروك इनाम पुरस्कार लॉटरी बधाई 当選 賞金 懸賞 おめで',
  click:
    'click* tap visit open follow link links website* page site 点击 点此 点开 链接 网址 클릭 접속 링크 คลิก กดลิ ลิงก์ tikla* baglanti* clic* haz* ingres* acces* enlace* clique* cliq* lien* klick* besuch* klik* tautan clicc* bam nhan* ссылк* перейд* нажми* اضغط انقر الرابط رابط क्लिक लिंक क्लिक タップ クリッ アクセ',
  account:
    'account* acct a/c 账户 帐户 账号 帐号 户头 계좌 계정 บัญชี hesap* hesab* cuenta* conta* compte* konto* kont* akun rekening conto tai khoan аккаунт* счет* счёт* حساب حسابك खाता खाते 口座 アカウ',
  verify:
    'verif* confirm* validat* authenticat* update* reactivat* kyc 验证 认证 核实 确认 更新 实名 인증 확인 ยืนยัน อัปเดต dogrula* onayla* guncelle* verific* confirme* valid* actualiz* atualiz* verifi* bestatig* aktualisier* verifikasi* konfirmasi* aggiorn* confermare xac minh подтверд* обнов* تحقق تأكيد تحديث सत्यापि अपडेट 確認 認証 更新',
  login:
    'login log sign signin password* passcode* username credential* pin 密码 登录 登陆 口令 비밀번 로그인 รหัสผ่ เข้าสู giris sifre* parola* contrasena* clave* senha* iniciar mot connexion identifiant* passwort* anmeld* kata sandi password accedi mat khau парол* войд* вход كلمة تسجيل पासवर्ड लॉगिन パスワ ログイ',
  code: 'code codes otp one-time tan token passkey 验证码 校验码 动态码 授权码 인증번 รหัส otp kod kodu kodunuz codigo* code codice* kode ma код* кода كود رمز कोड ओटीपी 認証コー コード',
  giveCode:
    'send tell forward give share read 发给我 告诉我 转发 报给 提供 보내 알려 ส่งให้ บอกรหั gonder* soyle* envia* enviame manda* compart* envoyez donnez schick* kirim* invia* gui пришли* скажи* сообщи* أرسل भेज बताए 送って 教えて',
  never:
    "never don't dont nobody anyone ignore disregard not 切勿 请勿 不要 任何人 勿泄 勿转 非本人 본인이 타인에 무시 절대 ห้าม อย่า ไม่ใช่ kimse* paylasma* degilse nunca nadie ninguem jamais personne niemand* niemals jangan siapa mai nessuno khong никому нико* игнорир* تشارك لا किसी साझा न 他人に 絶対に",
  suspend:
    'suspend* lock* block* restrict* limit* disabl* deactivat* terminat* close closed closure cancel* expire* hold held freez* frozen 冻结 暂停 停用 停机 限制 注销 封停 失效 过期 정지 차단 제한 해지 만료 중지 ระงับ ล็อก หมดอายุ ปิดบัญ bloke* kapat* askiya iptal durdur* suspend* bloque* bloquea* cancel* expir* suspens* gesperr* sperr* blockier* ablauf* blokir* diblokir ditangguh* bloccat* sospes* scad* khoa блокир* заблок* приостан* отключ* إيقاف تعليق حظر मौकूफ बंद ब्लॉक निलंब 停止 制限 凍結',
  urgent:
    'urgent* immediate* asap now today tonight hours within final last deadline hurry quick* minutes 立即 马上 尽快 紧急 今日 逾期 最后 小时内 分钟内 速 즉시 긴급 오늘 시간내 ด่วน ทันที ภายใน วันนี้ hemen acil bugun son urgente* inmediat* hoy imediat* hoje dernier* immediat* aujourd* heute sofort dringend* segera hari mendesak subito oggi immediat* ngay gap срочно немедленно сегодня فورا عاجل اليوم तुरंत तत्काल आज 至急 直ちに 本日 以内に',
  threat:
    'arrest* warrant* lawsuit* sue prosecut* penalt* jail prison criminal* offence fine fined seizure bailiff* 逮捕 拘留 通缉 起诉 涉嫌 犯罪 洗钱 传票 强制 罚款 체포 구속 고소 범죄 과태료 벌금 압류 จับกุม หมายจับ ดำเนินค ฟอกเงิ คดี tutukla* icra* ceza* dava* arrest* orden multa* demanda* prisao processo* penal* amende* poursuit* huissier* haft* strafe* bussgeld* mahn* tangkap* denda* pidana multa* arresto* denunc* bat giu phat арест* штраф* суд* уголовн* اعتقال غرامة قضية गिरफ्ता जुर्मा वारंट 逮捕 罰金 訴訟 差押',
  authority:
    'police* officer* court* tax irs hmrc customs government* ministry federal prosecutor* inspector* agent department immigration benefit* council 公安 警察 警官 法院 检察 税务 海关 社保 医保 通管局 银保监 경찰 검찰 법원 국세청 관세청 금융감 ตำรวจ ศาล กรมสรร ปปง อัยการ polis* savci* mahkeme* vergi sgk policia* juzgado hacienda receita tribunal impots police polizei finanzamt gericht* polisi pajak pengadilan polizia agenzia cong an thue полици* следовател* налог* прокур* الشرطة المحكمة الضرائب पुलिस कोर्ट आयकर अधिकारी 警察 税務署 裁判所 国税',
  bank: 'bank* hsbc barclays chase visa mastercard paypal santander 银行 信用卡 网银 储蓄卡 은행 카드 ธนาคาร บัตรเค banka* kart* banco* tarjeta* cartao carte banque* karte* sparkasse kartu carta ngan hang банк* карт* بنك البنك بطاقة बैंक कार्ड 銀行 カード',
  parcel:
    'parcel* package* delivery deliver* courier* shipment* shipping redeliver* depot post tracking customs 快递 包裹 快件 派送 取件 物流 签收 택배 배송 배달 운송장 พัสดุ จัดส่ง ขนส่ง kargo* teslim* paket* paquete* envio* entrega* encomenda* colis livraison lieferung* sendung* zustell* kurir pengiriman pacco spedizion* consegna buu giao посылк* доставк* курьер* طرد شحن توصيل पार्सल डिलीव 荷物 配達 配送 お届け',
  toll: 'toll tolls ezpass e-zpass parking plate vehicle etc 高速 违章 车辆 罚单 통행료 주차 차량 ทางด่ว ใบสั่ง hgs plaka trafik peaje* pedagio matricul* peage maut* stellplatz tilang pedaggio штрафстоян* парков* चालान 通行料',
  transfer:
    'transfer* wire send remit* withdraw* zelle iban 转账 汇款 打款 转到 提现 划转 이체 송금 출금 โอน ถอน havale* eft gonder* transfer* transferencia* virement* uberweis* kirim* bonifico* chuyen перевод* перевест* перевед* تحويل حول ट्रांसफर भेज 振込 送金 出金',
  safe: 'safe secure security protect* safety 安全账 安全 保护 안전 보안 ปลอดภัย guvenli* guvence* segur* securis* sicher* aman keamanan sicur* an toan безопас* защит* آمن أمان सुरक्षित 安全 保護',
  crypto:
    'crypto* bitcoin* btc usdt eth ethereum wallet* coinbase binance metamask blockchain token* 比特币 虚拟币 数字货 钱包 泰达 币圈 코인 비트코 지갑 คริปโต บิตคอย kripto* cripto* krypto* крипт* биткоин* محفظة عملات क्रिप्टो 仮想通貨',
  giftCard:
    'gift giftcard* itunes steam vouchers scratch 礼品卡 点卡 购物卡 充值卡 상품권 기프트 บัตรของ hediye regalo regalos presente cadeau* gutschein* 電子マネ プリペイ',
  invest:
    'invest* profit* returns trading trader* forex stock* shares dividend* 投资 理财 收益 股票 稳赚 盈利 内幕 涨停 牛股 荐股 大盘 투자 수익 주식 종목 원금 ลงทุน กำไร หุ้น ผลตอบ yatirim* kazanc* hisse* borsa invers* invert* ganancia* invest* lucro* rendimento* placement* gewinn* rendite* anlage* investasi untung* saham guadagn* dau tu loi инвест* доход* прибыл* акци* استثمار أرباح निवेश मुनाफा 投資 利益 株',
  job: 'job* hiring hire* recruit* salary part-time parttime vacancy employ* hr interview remote wage* earn* income commission* 兼职 招聘 日结 工资 佣金 月入 日入 在家 알바 부업 재택 채용 일당 งาน รายได้ พาร์ทไ ค่าคอม is ilan* maas* kazanc* empleo* trabajo* sueldo* emprego* vaga* salario* emploi* salaire* embauch* job* verdien* gehalt* kerja* gaji* lowongan lavoro stipend* viec lam luong работ* зарплат* ваканс* وظيفة راتب عمل नौकरी कमाए वेतन 副業 求人 在宅 報酬 稼',
  task: 'task* like likes review* rate rating subscribe youtube tiktok merchant* order orders 刷单 点赞 做单 任务 关注 返利 좋아요 리뷰 미션 กดไลก์ ภารกิจ รีวิว gorev* begen* tarea* resena* avaliac* tache* aufgabe* tugas like* compit* nhiem vu задани* лайк* مهمة مهام टास्क लाइक いいね タスク',
  loan: 'loan* lend* borrow* credit mortgage* approved instalment* overdraft* 贷款 借款 额度 放款 征信 网贷 利息 下款 대출 한도 금리 신용 대환 สินเชื กู้ยืม วงเงิน ดอกเบี kredi* borc* faiz* prestamo* credito* emprestim* pret* kredit* darlehen* pinjam* prestito* vay кредит* заем* займ* قرض تمويل लोन ऋण कर्ज 融資 借入 ローン',
  debt: 'debt* owe* overdue unpaid outstanding arrears balance collect* 欠款 欠费 逾期 还款 催收 账单 연체 미납 미수 체납 ค้างชำ หนี้ borc* odenme* deuda* pendiente* impag* divida* atras* impay* dette* schuld* offen* ausstehend* tunggakan tagihan utang debito no qua долг* задолж* неоплач* متأخر مستحق बकाया 未払 滞納 未納',
  family:
    'mum mom mommy mummy dad daddy grandma grandpa son daughter grandson auntie bro sis 妈妈 爸爸 妈 爸 奶奶 爷爷 儿子 女儿 엄마 아빠 아들 할머니 แม่ พ่อ ลูก ย่า anne anneciğim baba oglum kizim mama papa mae pai maman fils fille mutti vati oma opa ibu ayah mamma papi nonna me bo мам* пап* бабушк* сын* ماما بابا أمي बेटा मम्मी पापा お母さ 母さん 息子',
  newNumber:
    'number phone mobile sim whatsapp broken smashed dropped lost stolen old new changed 新号 换号 手机坏 号码 旧号 폰이 고장 번호 액정 เบอร์ให เบอร์ โทรศัพ เครื่อง numara* telefon* bozul* kayb* numero* telefono* movil* roto perd* celular* portable cass* nummer* handy kaputt nomor hp rusak hilang rotto so dien номер* телефон* сломал* разбил* رقم هاتف नंबर फोन 番号 電話 携帯',
  secrecy:
    'secret* confidential* private* alone discreet* tell quiet* lie 保密 不要告诉 别告诉 不能说 机密 비밀 말하지 ห้ามบอก ความลับ gizli* soyleme* secreto* confidenc* nadie sigilo* secret* confiden* geheim* vertraulich* rahasia segreto* bi mat секрет* никому конфиденц* سري سرية गुप्त राज 秘密 内緒 口外',
  remote:
    'anydesk teamviewer rustdesk quicksupport screen share apk install* download* app application update 下载 安装 屏幕 共享 远程 会议 앱설치 설치 다운 원격 화면 ติดตั้ง ดาวน์โ แอป หน้าจอ indir* yukle* uygulama* ekran descarg* instal* aplicac* aplicat* telecharg* install* herunterlad* unduh* aplikasi scaric* installa* tai ung установ* скача* приложени* تحميل تثبيت تطبيق डाउनलोड इंस्टॉल ऐप ダウン インス アプリ',
  call: 'call calls ring phone dial helpline hotline contact speak press 致电 拨打 联系 来电 客服 热线 专线 문의 전화 고객센 상담 โทร ติดต่อ สายด่ว ara arayin* aray* iletis* llam* contact* telefon* ligue* ligar contacte* appel* anruf* ruf kontakt* hubungi telepon chiam* contatt* goi lien позвон* звон* связ* اتصل تواصل कॉल संपर्क お電話 連絡 問い合',
  messenger:
    'whatsapp telegram line wechat signal viber messenger dm inbox group channel wa.me t.me 微信 加我 加群 群 私聊 飞机 企鹅 扣扣 카톡 텔레그 단톡 오픈채 ไลน์ แอดไล กลุ่ม whatsap* grup* kanal* grupo* canal gruppo groupe gruppe* kênh nhom kenh групп* канал* телеграм* واتساب تيليجرام مجموعة व्हाट्सए ग्रुप टेलीग्रा ライン グルー 友だち',
  love: 'dear love darling honey babe sweet* beautiful lonely single marry heart kiss miss 亲爱 宝贝 美女 寂寞 单身 想你 老公 老婆 사랑 자기 외로 ที่รัก คิดถึง เหงา askim canim tatlim yalniz amor carino guapa sozinh* querid* cherie coeur schatz liebe* sayang cinta amore tesoro yeu любим* дорог* мил* حبيبي عزيزتي प्यार जान 愛し 恋',
  inheritance:
    'inherit* beneficiary fund funds million* estate lawyer barrister* attorney consignment diplomat* late kin 遗产 基金 继承 律师 万元 巨额 海外资 상속 유산 변호사 มรดก ทนาย กองทุน miras* avukat* herencia* millon* abogado* heranca* advogado* heritage* avocat* million* erbe* erbschaft* anwalt* warisan* pengacara eredit* avvocat* thua ke luat наслед* миллион* адвокат* ميراث محامي مليون विरासत वकील 遺産 弁護士 億',
  charity:
    'donat* charit* relief orphan* appeal victims 捐款 善款 爱心 救助 기부 후원 บริจาค มูลนิธิ bagis* yardim* donac* donar doac* don dons spende* donasi* sumbang* donazion* tu thien пожертв* благотвор* تبرع تبرعات दान चंदा 寄付 募金',
  blackmail:
    'video videos photos pics webcam recorded nude* naked contacts expose* leak* adult porn hacked 裸聊 视频 照片 录像 通讯录 曝光 영상 사진 유포 몸캠 คลิป ภาพ แฉ เปลือย video* fotograf* ifsa* ciplak desnud* fotos difund* nus nua vazar intim* diffuser nackt* bilder bugil sebar foto nudo diffonder* lo anh фото* видео* интим* صور فيديو فضح तस्वी वीडियो 動画 写真 拡散',
  gamble:
    'casino* bet bets betting slot* odds jackpot* poker stake 博彩 下注 彩票 娱乐城 首存 棋牌 投注 开奖 六合 카지노 토토 베팅 슬롯 배팅 คาสิโน เดิมพัน สล็อต แทง บาคาร bahis* casino* slot* iddaa apuest* aposta* pari paris wette* wetten judi* slot gacor togel scommess* ca cuoc казино ставк* كازينو رهان सट्टा कैसीनो カジノ 競馬',
  optOut:
    'stop unsubscribe opt-out optout end t&cs terms apply 退订 回复td 拒收 回td 수신거 무료거 ยกเลิก sms iptal* ret cikmak baja cancelar sair desinscr* stop abmeld* berhenti disiscriv* huy отпис* إلغاء बंद 配信停',
  appointment:
    'appointment* booking* booked reservation* reminder* schedule* clinic dentist surgery visit reply 预约 就诊 挂号 提醒 预订 门诊 예약 진료 방문 นัดหมาย นัด จองคิว randevu* rezervasyon* cita* reserva* consulta* rendez* reserv* termin* buchung* janji reservasi appuntament* prenotaz* lich hen запис* бронь* موعد حجز अपॉइंट बुकिंग 予約 診察',
  order:
    'order* purchase* bought receipt* invoice* subscription* renew* auto-renew* 订单 购买 下单 续费 发票 会员 扣费 주문 구매 구독 สั่งซื้ คำสั่งซ ใบเสร็ siparis* satin* fatura* pedido* compra* factura* encomend* fatura* commande* achat* facture* bestell* rechnung* kauf* pesanan* beli ordine* acquist* don hang заказ* покупк* подписк* طلب شراء ऑर्डर खरीद 注文 購入 請求',
  unusual:
    "unusual* suspicious* unauthori* unrecogni* detect* attempt* alert* device* fraud* recogni* wasn't 异常 可疑 异地 风险 盗刷 非本人 이상 의심 부정 해외 해킹 ผิดปกติ ต้องสงส พบการ supheli* olagandisi sospechos* inusual* suspeit* suspect* inhabituel* verdachtig* ungewohnlich* mencurigakan sospett* anomal* bat thuong подозрит* необычн* مشبوه غير संदिग्ध 不正 不審 異常",
  identity:
    'ssn passport* identity id aadhaar pan nin bvn licence license 身份证 证件 个人信 护照 신분증 주민번 여권 บัตรประ เลขบัตร kimlik* tc tckn dni identidad* cpf identidade piece identite ausweis* ktp identit* documento* can cuoc паспорт* снилс هوية جواز आधार पैन 身分証 免許証 個人情',
  money:
    'money cash dollars fund funds 现金 钱 资金 돈 현금 자금 เงิน เงินสด para nakit dinero efectivo dinheiro argent geld uang soldi tien деньг* денег مال نقد पैसा पैसे रुपये 現金 お金 資金',
  free: 'free gratis discount* offer* promo* sale deal cheap* % off 免费 优惠 折扣 特价 促销 满减 秒杀 무료 할인 특가 이벤트 ฟรี ส่วนลด โปร ลดราคา ucretsiz indirim* kampanya* firsat* gratis oferta* descuento* desconto* promoc* gratuit* remise* soldes kostenlos* rabatt* angebot* diskon* promo* sconto* offert* khuyen mai giam бесплатн* скидк* акци* مجاني عرض خصم मुफ्त ऑफर छूट 無料 割引 セール',
  guarantee:
    'guarantee* 100% legit trusted risk-free certified licensed genuine 保证 稳赚 正规 包赚 无风险 百分百 보장 확실 무위험 รับประก การันตี garanti* kesin garantiz* garantid* garanti* garantier* jaminan garantit* dam bao гарант* مضمون ضمان गारंटी 保証 確実 必ず',
  official:
    'official app branch website back card directory in-store counter 官方 官网 柜台 网点 营业厅 공식 홈페이 지점 영업점 สาขา เว็บไซ ทางการ resmi* sube* subesi oficial* sucursal* agencia* officiel* agence* filiale* offiziell* resmi cabang ufficial* filiale chinh thuc официальн* отделени* الرسمي فرع आधिकारि शाखा 公式 窓口 店頭',
  customer:
    'customer* subscriber* user member* client* sir madam 客户 用户 尊敬的 会员 您好 고객 회원 ลูกค้า ท่าน สมาชิก musteri* abone* sayin cliente* estimado* usuario* prezado* client* cher kund* geehrt* pelanggan* nasabah yth gentile khach hang quy клиент* уважаем* абонент* عميل عميلنا عزيزي ग्राहक प्रिय お客様 会員 利用者',
  thanks:
    'thanks thank ty cheers please pls 谢谢 感谢 祝您 감사 고맙 ขอบคุณ tesekkur* sagol gracias obrigad* merci danke* terima kasih grazie cam спасибо شكرا धन्यवाद ありが',
  meet: 'see tomorrow meet lunch dinner home tonight later coffee train bus school class 明天 回家 吃饭 晚上 见面 上课 到家 내일 저녁 점심 집에 학교 พรุ่งนี กินข้าว กลับบ้า เจอกัน yarin aksam yemek okul eve manana cena casa comer amanha jantar demain diner maison morgen abendessen zuhause besok makan pulang domani cena casa mai an завтра ужин* домой غدا العشاء البيت कल खाना घर 明日 夕食 帰',
};
