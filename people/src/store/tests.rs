//! What stands in the rows themselves.

use database::{Read, testing::on_both};
use kernel::{Locale, NationalId};
use sea_orm::{ConnectionTrait, Statement};

use crate::{AddressProtection, Name, NumberPolicy, PersonStatus, RegisterEntry};

on_both! {
    async fn neither_name_nor_number_can_be_read_from_the_row(db: TestDatabase) {
        let mut numbers = (0..9_999).map(|tail| format!("0181901{tail:04}"));
        let number: NationalId = numbers.find_map(|text| text.parse().ok()).unwrap();
        let tx = db.begin().await.unwrap();
        let entry = RegisterEntry {
            number: number.clone(),
            name: Name { given: "Kari".to_owned().try_into().unwrap(), family: "Nordmann".to_owned().try_into().unwrap() },
            born: jiff::civil::date(1990, 1, 1),
            address: AddressProtection::Open,
            status: PersonStatus::Active,
            emergency_block: false,
            lacks_capacity: false,
            care_order: false,
            language: Locale::Nb,
            account_key: None,
        };
        crate::upsert_from_register(&tx, NumberPolicy::Synthetic, entry).await.unwrap();
        tx.commit().await.unwrap();
        let executor = db.executor();
        let statement = Statement::from_string(
            executor.get_database_backend(),
            "SELECT number, number_index, name FROM persons",
        );
        let row = executor.query_one_raw(statement).await.unwrap().unwrap();
        for column in ["number", "number_index", "name"] {
            let bytes: Vec<u8> = row.try_get("", column).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(&number.expose()) && !text.contains("Kari"), "{column}");
        }
    }
}
